import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { EVENTS_FILE } from './support/rooms';

/** Going through a room's time, and coming back to where one was. */

function rows(app: Page): Locator {
  return app.getByRole('listbox', { name: /^Events/ });
}

function bar(app: Page): Locator {
  return app.getByRole('region', { name: 'Time' });
}

function scrubber(app: Page): Locator {
  return bar(app).getByRole('slider', { name: 'Event' });
}

async function choose(app: Page, label: string, choice: string): Promise<void> {
  await bar(app)
    .getByRole('button', { name: new RegExp(`^${label}`) })
    .click();
  await app.getByRole('menuitemradio', { name: choice }).click();
}

async function expectRow(app: Page, number: number): Promise<void> {
  await expect(rows(app).getByRole('option', { selected: true })).toHaveAccessibleName(
    new RegExp(`, row ${number} of `),
  );
}

test.describe('a room of 700 events', () => {
  test.use({ files: [EVENTS_FILE] });

  test.beforeEach(async ({ app }) => {
    await app.getByRole('button', { name: 'Look at the room' }).click();
    await rows(app).focus();
    await app.keyboard.press('Home');
    await expectRow(app, 1);
  });

  test('is stepped through by keys and buttons, by the chosen kind', async ({ app }) => {
    await app.keyboard.press('.');
    await expectRow(app, 2);
    await app.keyboard.press(',');
    await expectRow(app, 1);
    await bar(app).getByRole('button', { name: 'Next event' }).click();
    await expectRow(app, 2);
    await bar(app).getByRole('button', { name: 'Last event' }).click();
    await expectRow(app, 700);
    await choose(app, 'Step by', 'State changes');
    await bar(app).getByRole('button', { name: 'Previous state change' }).click();
    await expect(app.getByRole('contentinfo')).not.toContainText('Row 700 ');
    await bar(app).getByRole('button', { name: 'First event' }).click();
    await expectRow(app, 1);
  });

  test('the scrubber says where one is, and what is still to come is told apart', async ({
    app,
  }) => {
    await scrubber(app).focus();
    await app.keyboard.press('ArrowRight');
    await expectRow(app, 2);
    await expect(scrubber(app)).toHaveAttribute('aria-valuetext', /^Event 2 of 700, big0 joined$/);
    const future = rows(app).locator('[role="option"].future');
    await expect(future.first()).toHaveAccessibleName(/, row 3 of 700/);
    await rows(app).focus();
    await expect(future).toHaveCount(0);
    await scrubber(app).fill('350');
    await expectRow(app, 351);
  });

  test('plays on by itself, and pauses when something else is selected', async ({ app }) => {
    await choose(app, 'Speed', '4×');
    await rows(app).focus();
    await app.keyboard.press('Space');
    await expect(bar(app).getByRole('button', { name: 'Pause' })).toBeVisible();
    await expect(rows(app).getByRole('option', { selected: true })).toHaveAccessibleName(
      /, row ([3-9]|\d\d) of /,
    );
    await rows(app)
      .getByRole('option', { name: /, row 1 of / })
      .click({ position: { x: 60, y: 12 } });
    await expect(bar(app).getByRole('button', { name: 'Play' })).toBeVisible();
    await expectRow(app, 1);
  });

  test('stops playing at the end', async ({ app }) => {
    await rows(app).focus();
    await app.keyboard.press('End');
    await expectRow(app, 700);
    await app.keyboard.press('Space');
    await expect(bar(app).getByRole('button', { name: 'Play' })).toBeVisible();
    await expectRow(app, 700);
  });

  test('the time bar is put away and brought back', async ({ app }) => {
    await bar(app).getByRole('button', { name: 'Hide the time bar' }).click();
    await expect(bar(app)).toHaveCount(0);
    await app.getByRole('contentinfo').getByRole('button', { name: 'Time bar' }).click();
    await expect(scrubber(app)).toBeVisible();
  });

  test('Back and Forward lead from selection to selection', async ({ app }) => {
    const address = () => app.evaluate(() => window.location.hash);
    const tab = (name: string) => app.getByRole('tab', { name });
    await tab('Verdict').click();
    await expect.poll(address).toMatch(/event=.*tab=verdict/);
    const first = await address();
    await rows(app).focus();
    await app.keyboard.press('End');
    await expectRow(app, 700);
    await tab('Event').click();
    await expect.poll(address).toMatch(/tab=event&row=6\d\d/);
    await app.keyboard.press('Alt+ArrowLeft');
    await expectRow(app, 1);
    expect(await address()).toBe(first);
    await expect(tab('Verdict')).toHaveAttribute('aria-selected', 'true');
    await app.keyboard.press('Alt+ArrowRight');
    await expectRow(app, 700);
  });

  test('a link into a room that is not open says what to open', async ({ app }) => {
    await app.evaluate(() => {
      window.location.hash = '#v1?file=other.ndjson&events=3&room=%21other%3Aa';
    });
    await expect(app.getByText('The link leads into other.ndjson, room !other:a.')).toBeVisible();
    await app.getByRole('button', { name: 'Dismiss the message' }).click();
    await expectRow(app, 1);
  });
});

test('a link to a sample opens it where it leads to', async ({ app }) => {
  await app.getByRole('button', { name: /^Sharing state/ }).click();
  await rows(app).focus();
  await app.keyboard.press('Home');
  await app.keyboard.press(']');
  await expectRow(app, 2);
  const address = () => app.evaluate(() => window.location.hash);
  await expect.poll(address).toContain('event=');
  await app.getByRole('button', { name: 'Back to the start page' }).click();
  await expect.poll(address).toBe('');
  await app.evaluate(() => window.history.back());
  await expectRow(app, 2);
});
