import { basename } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { judgedRoom, REFUSALS_FILE, roomOfDatabase } from './support/recorded';
import { DATABASE } from './support/rooms';

/** What a person sees of an open room, by role and words. */

function rows(app: Page): Locator {
  return app.getByRole('listbox', { name: /^Events/ });
}

function row(app: Page, number: number): Locator {
  return rows(app).getByRole('option', { name: new RegExp(`, row ${number} of `) });
}

/** At its sentence: in the middle a row has its snapshot, where the window is narrow. */
async function pick(app: Page, number: number): Promise<void> {
  await row(app, number).click({ position: { x: 150, y: 12 } });
}

function inspector(app: Page): Locator {
  return app.getByRole('complementary', { name: 'Inspector' });
}

function statusBar(app: Page): Locator {
  return app.getByRole('contentinfo');
}

function side(app: Page, name: 'State before' | 'State after'): Locator {
  return app
    .getByRole('group', { name: 'State before or after each event' })
    .getByRole('button', { name });
}

async function expectSelected(app: Page, number: number): Promise<void> {
  await expect(rows(app).getByRole('option', { selected: true })).toHaveAccessibleName(
    new RegExp(`, row ${number} of `),
  );
}

test.describe('the sample “Sharing state”', () => {
  test.beforeEach(async ({ app }) => {
    await app.getByRole('button', { name: /^Sharing state/ }).click();
  });

  test('shows every block and snapshot by its number', async ({ app }) => {
    const drawing = app.getByRole('group', { name: 'Events, snapshots and state blocks' });
    await expect(drawing.getByRole('option')).toHaveCount(6);
    await expect(drawing.getByRole('button', { name: /^Block/ })).toHaveCount(3);
    for (const block of [
      'Block 1, delta, create',
      'Block 3, delta, member',
      'Block 5, delta, topic',
    ])
      await expect(drawing.getByRole('button', { name: block })).toBeVisible();
    await expect(drawing.getByRole('button', { name: /^Snapshot/ })).toHaveCount(4);
    for (const snapshot of [
      'Snapshot 1, empty',
      'Snapshot 2, block 1',
      'Snapshot 4, blocks 1, 3',
      'Snapshot 6, blocks 1, 3, 5',
    ])
      await expect(drawing.getByRole('button', { name: snapshot, exact: true })).toBeVisible();
  });

  test('says why numbers are skipped, and what sharing saves', async ({ app }) => {
    const lesson = app.getByRole('region', { name: 'Lesson' });
    await expect(lesson.getByRole('heading')).toHaveText('Why 1, 3, 5 and 1, 2, 4, 6?');
    await expect(lesson).toContainText(
      'Dendrite computes each state twice; the second write finds the same block and only uses up a number.',
    );
    await expect(lesson).toContainText('3 blocks, 3 entries');
    await expect(lesson).toContainText('would have stored 6 entries');
    await expect(statusBar(app)).toContainText('4 snapshots, one empty');
    await expect(statusBar(app)).toContainText('current state: snapshot 6');
  });

  test('a block says which snapshots share it', async ({ app }) => {
    const block = app.getByRole('button', { name: /^Block 1, / });
    await block.click();
    await expect(block).toHaveAttribute('aria-pressed', 'true');
    const details = inspector(app);
    await expect(details.getByRole('heading', { level: 2 })).toHaveText('Block 1');
    await expect(details).toContainText('Shared by snapshots 2, 4 and 6');
    await expect(details.getByRole('row', { name: /m\.room\.create/ })).toBeVisible();
    await app.getByRole('button', { name: /^Block 5, / }).click();
    await expect(details).toContainText('In snapshot 6 only');
  });

  test('a snapshot says which blocks it lists', async ({ app }) => {
    await app.getByRole('button', { name: /^Snapshot 4, / }).click();
    const details = inspector(app);
    await expect(details.getByRole('heading', { level: 2 })).toHaveText('Snapshot 4');
    await expect(details.getByRole('button', { name: /^Block/ })).toHaveText([
      'Block 1',
      'Block 3',
    ]);
  });

  test('its rows are walked by keys, and Escape selects nothing', async ({ app }) => {
    await rows(app).focus();
    await app.keyboard.press('End');
    await expectSelected(app, 6);
    await expect(inspector(app).getByRole('heading', { level: 2 })).toHaveText('“Nice topic”');
    await app.keyboard.press('ArrowUp');
    await expectSelected(app, 5);
    await app.keyboard.press('ArrowLeft');
    await expectSelected(app, 4);
    await app.keyboard.press('Escape');
    await expect(rows(app).getByRole('option', { selected: true })).toHaveCount(0);
  });
});

test.describe('the sample “A fork and its merge”', () => {
  test.beforeEach(async ({ app }) => {
    await app.getByRole('button', { name: /^A fork and its merge/ }).click();
  });

  test('says where two branches disagreed, and that a full copy was written', async ({ app }) => {
    const merge = row(app, 8);
    await expect(merge).toHaveAccessibleName(/Merge, 1 conflicted key/);
    await expect(app.getByText(/1 conflicted key/).first()).toBeVisible();
    await merge.click();
    const details = inspector(app);
    await expect(details.getByRole('tab', { selected: true })).toHaveText('State before');
    await expect(details).toContainText('Full copy at a merge: conflicted keys resolved.');
    const topic = details.getByRole('row', { name: /^topic/ });
    await expect(topic.getByRole('cell')).toHaveText([/6/, /7/, /7/]);
    await details.getByRole('button', { name: /^Block 13/ }).click();
    await expect(details.getByRole('heading', { level: 2 })).toHaveText('Block 13');
    await expect(details).toContainText('full · 6 entries');
    await expect(app.getByRole('button', { name: /^Block 13, full/ })).toHaveAttribute(
      'aria-pressed',
      'true',
    );
  });

  test('shows what is not stored after an event of a branch', async ({ app }) => {
    await row(app, 7).click();
    await side(app, 'State after').click();
    await inspector(app).getByRole('tab', { name: 'State after' }).click();
    await expect(inspector(app)).toContainText('+1, not stored');
  });
});

test.describe('a room of a real server’s database', () => {
  test.use({ files: [DATABASE] });
  const recorded = roomOfDatabase('v11-abc.c');
  const total = recorded.events.length;

  test.beforeEach(async ({ app }) => {
    const picker = app.getByRole('dialog', { name: `Choose a room of ${basename(DATABASE)}` });
    await picker.getByRole('combobox', { name: 'Search rooms' }).fill(recorded.room_id);
    const room = picker.getByRole('option');
    await expect(room).toHaveCount(1);
    await expect(room).toContainText(`${total} events`);
    await app.keyboard.press('Enter');
    await expect(row(app, 1)).toBeVisible();
  });

  test('is the one that was chosen, with the server’s own numbers', async ({ app }) => {
    const banner = app.getByRole('banner');
    await expect(banner).toContainText(recorded.room_id);
    await expect(banner).toContainText('room version 11');
    await expect(banner).toContainText(`${total} events`);
    const status = statusBar(app);
    await expect(status).toContainText(`${total} rows`);
    const rejected = recorded.events.filter((event) => event.rejected).length;
    await expect(status).toContainText(`${rejected} rejected`);
    const { blocks, snapshots } = recorded.counts;
    await expect(status).toContainText(`${blocks} blocks for ${snapshots} snapshots`);
    await side(app, 'State after').click();
    await expect(status).toContainText(/\d+ states after are not stored/);
  });

  test('rows are spoken as sentences with their place and their state', async ({ app }) => {
    await expect(row(app, 1)).toHaveAccessibleName(
      /adm \(a\) created the room\..* Event 32, row 1 of 436\. State before: snapshot 32, empty\. State after: snapshot 33, 1 block, new block 32\./,
    );
    await expect(row(app, 3)).toHaveAccessibleName(/^adm \(a\) set power levels\./);
    await expect(row(app, 1)).toHaveAttribute('aria-setsize', String(total));
    await expect(row(app, 1)).toHaveAttribute('aria-posinset', '1');
  });

  test('keys walk rows, parents and children', async ({ app }) => {
    await rows(app).focus();
    const steps: [key: string, row: number][] = [
      ['ArrowDown', 1],
      ['ArrowDown', 2],
      ['ArrowUp', 1],
      ['End', total],
      ['Home', 1],
      ['ArrowRight', 2],
      ['ArrowLeft', 1],
    ];
    for (const [key, number] of steps) {
      await app.keyboard.press(key);
      await expectSelected(app, number);
      await expect(statusBar(app)).toContainText(`Row ${number} of ${total}`);
    }
  });

  test('Right takes the children of a fork in turn', async ({ app }) => {
    await pick(app, 12);
    await rows(app).focus();
    await app.keyboard.press('ArrowRight');
    await expectSelected(app, 13);
    await app.keyboard.press('ArrowLeft');
    await expectSelected(app, 12);
    await app.keyboard.press('ArrowRight');
    await expectSelected(app, 17);
  });

  test('Enter goes on to the details, Escape selects nothing', async ({ app }) => {
    await rows(app).focus();
    await app.keyboard.press('Home');
    await expect(inspector(app).getByRole('tab', { name: 'Event' })).toBeVisible();
    await app.keyboard.press('Enter');
    await expect(inspector(app).getByRole('tab', { selected: true })).toBeFocused();
    await app.keyboard.press('ArrowRight');
    await expect(inspector(app).getByRole('tab', { name: 'Verdict' })).toBeFocused();
    await rows(app).focus();
    await app.keyboard.press('Escape');
    await expect(inspector(app)).toContainText('Nothing is selected');
    await expect(rows(app).getByRole('option', { selected: true })).toHaveCount(0);
  });

  test('state before and after are switched by mouse and by b', async ({ app }) => {
    await expect(side(app, 'State before')).toHaveAttribute('aria-pressed', 'true');
    await side(app, 'State after').click();
    await expect(side(app, 'State after')).toHaveAttribute('aria-pressed', 'true');
    await expect(row(app, 18)).toContainText('not stored');
    await rows(app).focus();
    await app.keyboard.press('b');
    await expect(side(app, 'State before')).toHaveAttribute('aria-pressed', 'true');
    await app.keyboard.press('b');
    await expect(side(app, 'State after')).toHaveAttribute('aria-pressed', 'true');
    await pick(app, 18);
    await inspector(app).getByRole('tab', { name: 'State after' }).click();
    await expect(inspector(app)).toContainText('+1, not stored');
  });

  test('the inspector tells event, verdict and both states', async ({ app }) => {
    await pick(app, 12);
    const details = inspector(app);
    await expect(details.getByRole('heading', { level: 2 })).toHaveText('mod (b) joined');
    const panel = details.getByRole('tabpanel');
    const json = panel.getByRole('region', { name: 'JSON of the event' });
    await expect(json).toContainText('"type": "m.room.member"');
    expect(JSON.parse((await json.textContent()) ?? '')).toMatchObject({
      state_key: '@mod:b.lab.test:12448',
      content: { membership: 'join' },
    });
    await details.getByRole('tab', { name: 'Verdict' }).click();
    await expect(panel).toContainText(
      'Not sent: backfilled or soft-failed, Dendrite does not say which',
    );
    await expect(panel.getByRole('listitem')).toHaveCount(4);
    await details.getByRole('tab', { name: 'State before' }).click();
    await expect(panel.getByRole('button', { name: 'Snapshot 43' }).first()).toBeVisible();
    await expect(panel).toContainText('11 keys');
    await details.getByRole('tab', { name: 'State after' }).click();
    await expect(panel.getByRole('button', { name: 'Snapshot 44' }).first()).toBeVisible();
    await expect(
      panel.getByRole('row', { name: /member · mod \(b\) absent joined/ }),
    ).toBeVisible();
  });

  test('links of the inspector select other events', async ({ app }) => {
    await pick(app, 12);
    const previous = inspector(app).getByRole('region', { name: 'Previous events' });
    await previous.getByRole('button').click();
    await expectSelected(app, 11);
    await expect(inspector(app).getByRole('heading', { level: 2 })).toHaveText('adm (b) joined');
    const cited = inspector(app).getByRole('region', { name: 'Auth events' });
    await cited.getByRole('button', { name: /created the room/ }).click();
    await expectSelected(app, 1);
  });

  test('a snapshot lights its rows, and its blocks light all who share them', async ({ app }) => {
    const lit = rows(app).locator('[role="option"].lit');
    await pick(app, 17);
    await inspector(app).getByRole('tab', { name: 'State before' }).click();
    await inspector(app).getByRole('button', { name: 'Snapshot 44' }).first().click();
    const details = inspector(app);
    await expect(details.getByRole('heading', { level: 2 })).toHaveText('Snapshot 44');
    await expect(lit).toHaveCount(1);
    await expect(row(app, 17)).toHaveClass(/\blit\b/);
    await details.getByRole('button', { name: 'Block 42', exact: true }).click();
    await expect(details.getByRole('heading', { level: 2 })).toHaveText('Block 42');
    await expect(details).toContainText('Shared by 3 snapshots');
    // The states before rows 12, 17 and 18 were stored one on the other.
    await expect(lit).toHaveCount(3);
    for (const number of [12, 17, 18]) await expect(row(app, number)).toHaveClass(/\blit\b/);
    await expect(statusBar(app)).toContainText('Block 42 selected');
  });

  test('the snapshot’s number in a row opens the snapshot', async ({ app }) => {
    await row(app, 12).getByText('43', { exact: true }).click();
    await expect(inspector(app).getByRole('heading', { level: 2 })).toHaveText('Snapshot 43');
    await row(app, 12).getByText('42', { exact: true }).click();
    await expect(inspector(app).getByRole('heading', { level: 2 })).toHaveText('Block 42');
  });

  test('zooming goes from labelled rows to ranges and back', async ({ app }) => {
    await pick(app, 12);
    await rows(app).focus();
    const ranges = app.getByText(/^Rows \d+ to \d+$/);
    await expect(ranges).toHaveCount(0);
    // More steps than there are: the last ones keep all rows on screen.
    for (let step = 0; step < 20; step++) await app.keyboard.press('-');
    await expect(statusBar(app)).toContainText(`Rows 1 to ${total} of ${total}`);
    await expect(ranges.first()).toBeVisible();
    await expect(app.getByText(/full copies and \d+ delta blocks/).first()).toBeVisible();
    // Rows that are too low for text are no elements; the selected one is still said.
    await expect(rows(app).getByRole('option')).toHaveCount(1);
    await expectSelected(app, 12);
    const lowest = (await statusBar(app).textContent()) ?? '';
    expect(lowest).toContain('px per row');
    await app.keyboard.press('+');
    await expect(statusBar(app)).not.toHaveText(lowest);
    await app.keyboard.press('0');
    await expect(row(app, 13)).toBeVisible();
    await expect(statusBar(app)).toContainText(`Row 12 of ${total}`);
  });

  test('Ctrl+I puts the inspector away and brings it back', async ({ app }) => {
    await pick(app, 3);
    await expect(inspector(app)).toBeVisible();
    await app.keyboard.press('Control+i');
    await expect(inspector(app)).toHaveCount(0);
    await expectSelected(app, 3);
    await app.keyboard.press('Control+i');
    await expect(inspector(app).getByRole('heading', { level: 2 })).toHaveText(
      'adm (a) set power levels',
    );
  });

  test('the theme button goes through system, light and dark', async ({ app }) => {
    const html = app.locator('html');
    const button = app.getByRole('button', { name: /^Theme/ });
    await expect(button).toHaveAccessibleName('Theme: as the system');
    await button.click();
    await expect(button).toHaveAccessibleName('Theme: light');
    await expect(html).toHaveAttribute('data-theme', 'light');
    await button.click();
    await expect(button).toHaveAccessibleName('Theme: dark');
    await expect(html).toHaveAttribute('data-theme', 'dark');
    await button.click();
    await expect(button).toHaveAccessibleName('Theme: as the system');
  });
});

test.describe('a file with events that are refused', () => {
  test.use({ files: [REFUSALS_FILE] });
  const judged = judgedRoom('crafted-v10');
  const refused = judged.events.filter((event) => !event.accepted);

  test('is reported with counts, and each refusal links into the room', async ({ app }) => {
    const report = app.getByRole('dialog', { name: basename(REFUSALS_FILE) });
    const counts = report.getByRole('table');
    const { length } = judged.events;
    await expect(counts.getByRole('row', { name: `Events ${length}` })).toBeVisible();
    await expect(
      counts.getByRole('row', { name: `Accepted ${length - refused.length}` }),
    ).toBeVisible();
    await expect(
      counts.getByRole('row', { name: `Refused, each with a reason ${refused.length}` }),
    ).toBeVisible();
    await expect(report.getByText(/^Rejected: /)).toHaveCount(refused.length);
    const topic = report.getByRole('listitem').filter({ hasText: 'set the topic to “evil”' });
    await expect(topic).toContainText('has level 0; sending m.room.topic needs 50');
    await topic.getByRole('button').click();
    await expect(report).toHaveCount(0);
    const details = inspector(app);
    await expect(details.getByRole('heading', { level: 2 })).toContainText(
      'tried to set the topic to “evil”',
    );
    await expect(details.getByRole('tab', { selected: true })).toHaveText('Verdict');
    await expect(details.getByRole('tabpanel')).toContainText('sending m.room.topic needs 50');
    await expect(rows(app).getByRole('option', { selected: true })).toHaveAccessibleName(
      /rejected/i,
    );
    await expect(statusBar(app)).toContainText(`${refused.length} rejected`);
  });

  test('the report comes back from the document’s menu', async ({ app }) => {
    const report = app.getByRole('dialog', { name: basename(REFUSALS_FILE) });
    await report.getByRole('button', { name: 'Look at the room' }).click();
    await expect(report).toHaveCount(0);
    await app.getByRole('button', { name: 'Document menu' }).click();
    await app.getByRole('menuitem', { name: 'Import report' }).click();
    await expect(report).toContainText('Refused, each with a reason');
  });
});
