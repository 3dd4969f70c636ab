import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { expectAccessible, settled } from './support/axe';

/** Everything the app can do, by name or by key; and keys of one's own. */

const dialog = (app: Page) => app.getByRole('dialog');
const eventList = (app: Page) => app.getByRole('listbox', { name: /^Events/ });

async function openSample(app: Page): Promise<void> {
  await app.getByRole('button', { name: /^A fork and its merge/ }).click();
  await expect(app.getByRole('option', { name: /, row 8 of / })).toBeVisible();
}

async function openPalette(app: Page): Promise<void> {
  await app.keyboard.press('Control+k');
  await expect(app.getByRole('combobox', { name: 'Search commands' })).toBeFocused();
}

async function openByName(app: Page, name: string): Promise<void> {
  await openPalette(app);
  await app.keyboard.type(name);
  await app.keyboard.press('Enter');
}

test('the palette finds a command, runs it, and gives the focus back', async ({ app }) => {
  await openSample(app);
  await eventList(app).focus();
  await openPalette(app);
  await app.keyboard.type('hid insp');
  await expect(dialog(app).getByRole('option', { selected: true })).toHaveAccessibleName(
    /^Show or hide the inspector/,
  );
  await app.keyboard.press('Enter');
  await expect(dialog(app)).toHaveCount(0);
  await expect(app.getByRole('complementary', { name: 'Inspector' })).toHaveCount(0);
  await expect(eventList(app)).toBeFocused();
  await app.keyboard.press('Control+Shift+p');
  await expect(dialog(app).getByText('Used last')).toBeVisible();
  await expect(dialog(app).getByRole('option').first()).toHaveAccessibleName(
    /^Show or hide the inspector/,
  );
  await app.keyboard.press('Escape');
  await expect(dialog(app)).toHaveCount(0);
  await expect(eventList(app)).toBeFocused();
});

test('what cannot be run says why', async ({ app }) => {
  await expect(app.getByRole('button', { name: /^Sharing state/ })).toBeVisible();
  await openPalette(app);
  await app.keyboard.type('go to an event');
  const line = dialog(app).getByRole('option', { name: /^Go to an event/ });
  await expect(line).toContainText('No room is open');
  await expect(line).toHaveAttribute('aria-disabled', 'true');
  await app.keyboard.press('Enter');
  await expect(dialog(app)).toBeVisible();
  await app.keyboard.type(' xyz');
  await expect(dialog(app).getByRole('status')).toHaveText('No command is called that.');
});

test('an event is found by its ID, from either palette', async ({ app }) => {
  await openSample(app);
  await app.keyboard.press('Control+g');
  await expect(app.getByRole('combobox', { name: 'Event' })).toBeFocused();
  await app.keyboard.type('8');
  const found = dialog(app).getByRole('option');
  await expect(found).toHaveCount(1);
  await expect(found).toContainText('“Which is it?”');
  const id = (await found.textContent())?.match(/\$\S+/)?.[0] ?? '';
  await app.keyboard.press('Enter');
  const heading = app.getByRole('complementary').getByRole('heading', { level: 2 });
  await expect(heading).toHaveText('“Which is it?”');

  await app.getByRole('option', { name: /, row 1 of / }).click();
  await expect(heading).toHaveText('Alice created the room');
  await openPalette(app);
  await app.keyboard.type(id.slice(0, 12));
  await expect(found).toHaveCount(1);
  await app.keyboard.press('Enter');
  await expect(heading).toHaveText('“Which is it?”');

  await app.keyboard.press('Control+g');
  await app.getByRole('combobox', { name: 'Event' }).fill('$not-in-this-room');
  await expect(dialog(app).getByRole('status')).toHaveText(
    'No event ID of this room starts with $not-in-this-room.',
  );
});

test('the sheet lists the keys there are, and follows what is changed', async ({ app }) => {
  await openSample(app);
  await eventList(app).focus();
  await app.keyboard.press('?');
  const sheet = dialog(app).getByRole('region', { name: 'All keys' });
  await expect(sheet).toContainText('Go to an eventCtrl+G');
  await expect(sheet).toContainText('Previous or next event↑↓');

  await dialog(app).getByRole('button', { name: 'Change keys' }).click();
  await dialog(app).getByRole('button', { name: 'Change keys of Go to an event' }).click();
  await app.keyboard.press('Control+o');
  await expect(dialog(app)).toContainText('Ctrl+O already runs “Open files or a database”.');
  await app.keyboard.press('Control+Shift+e');
  await expect(dialog(app).getByText('Ctrl+Shift+E')).toBeVisible();
  await app.keyboard.press('Escape');
  await expect(dialog(app)).toHaveCount(0);

  // Once something is selected the address leads back to the room.
  await eventList(app).focus();
  await app.keyboard.press('Home');
  await expect.poll(() => app.evaluate(() => window.location.hash)).toContain('event=');
  await app.reload();
  await expect(app.getByRole('option', { name: /, row 8 of / })).toBeVisible();
  await app.keyboard.press('Control+g');
  await expect(dialog(app)).toHaveCount(0);
  await app.keyboard.press('Control+Shift+e');
  await expect(app.getByRole('combobox', { name: 'Event' })).toBeFocused();
  await app.keyboard.press('Escape');
  await expect(dialog(app)).toHaveCount(0);

  await openByName(app, 'change keys');
  await dialog(app).getByRole('button', { name: 'Reset the keys of Go to an event' }).click();
  await expect(dialog(app).getByText('Ctrl+Shift+E')).toHaveCount(0);
});

test('single keys act in the room alone, and not at all once switched off', async ({ app }) => {
  await openSample(app);
  const after = app.getByRole('button', { name: 'State after' });
  await app.getByRole('button', { name: 'Commands', exact: true }).focus();
  await app.keyboard.press('b');
  await expect(after).toHaveAttribute('aria-pressed', 'false');
  await eventList(app).focus();
  await app.keyboard.press('b');
  await expect(after).toHaveAttribute('aria-pressed', 'true');

  await openByName(app, 'change keys');
  await dialog(app)
    .getByRole('checkbox', { name: /^Single-key shortcuts/ })
    .uncheck();
  await app.keyboard.press('Escape');
  await expect(dialog(app)).toHaveCount(0);
  await eventList(app).focus();
  await app.keyboard.press('b');
  await app.keyboard.press('?');
  await expect(after).toHaveAttribute('aria-pressed', 'true');
  await openPalette(app);
  await app.keyboard.type('keys and mouse');
  await expect(dialog(app).getByRole('option').locator('kbd')).toHaveCount(0);
});

for (const theme of ['light', 'dark'] as const) {
  test(`palette, sheet and settings are accessible in ${theme}`, async ({ app }) => {
    await expect(app.getByRole('button', { name: /^Sharing state/ })).toBeVisible();
    await app.evaluate((choice) => window.localStorage.setItem('roomscope.theme', choice), theme);
    await app.reload();
    await openSample(app);
    await openPalette(app);
    await settled(app);
    await expectAccessible(app);
    await app.keyboard.type('no command has this name');
    await expectAccessible(app);
    await app.keyboard.press('Escape');
    await expect(dialog(app)).toHaveCount(0);
    for (const name of ['keys and mouse', 'change keys']) {
      await openByName(app, name);
      await expect(dialog(app).getByRole('heading', { level: 2 })).toHaveText(
        new RegExp(name, 'i'),
      );
      await settled(app);
      await expectAccessible(app);
      await app.keyboard.press('Escape');
      await expect(dialog(app)).toHaveCount(0);
    }
  });
}
