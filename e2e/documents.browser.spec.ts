import { join } from 'node:path';
import { expect, test } from './fixtures';
import { EVENTS_FILE } from './support/rooms';

test.describe('a document', () => {
  test.use({ files: [EVENTS_FILE] });

  test('opens again at the event that was selected when it was saved', async ({ app }, {
    outputDir,
  }) => {
    await app.getByRole('button', { name: 'Look at the room' }).click();
    const rows = app.getByRole('listbox', { name: /^Events/ });
    const row = rows.getByRole('option', { name: /, row 5 of / });
    await row.click({ position: { x: 300, y: 10 } });
    await expect(row).toHaveAttribute('aria-selected', 'true');

    const coming = app.waitForEvent('download');
    await app.keyboard.press('Control+s');
    const download = await coming;
    expect(download.suggestedFilename()).toMatch(/^[^.]+(\.[^.]+)*\.roomscope$/);
    const file = join(outputDir, 'kept.roomscope');
    await download.saveAs(file);
    await app.getByRole('button', { name: 'Back to the start page' }).click();

    const chooser = app.waitForEvent('filechooser');
    await app.getByRole('button', { name: /^open/i }).first().click();
    await (await chooser).setFiles(file);
    await expect(app.getByRole('banner').getByRole('heading', { level: 1 })).toHaveText(
      'kept.roomscope',
    );
    await expect(row).toHaveAttribute('aria-selected', 'true');
  });
});

test.describe('the start page', () => {
  test.use({ files: [EVENTS_FILE] });

  test('offers what was opened before, with what was found, until the list is cleared', async ({
    app,
  }) => {
    await app.getByRole('button', { name: 'Look at the room' }).click();
    const name = await app.getByRole('banner').getByRole('heading', { level: 1 }).textContent();
    await app.getByRole('button', { name: 'Back to the start page' }).click();
    const recent = app.getByRole('region', { name: 'Recent' }).getByRole('listitem');
    await expect(recent).toHaveCount(1);
    await expect(recent).toContainText('700 events');
    await expect(recent).toContainText('nothing refused');
    await recent.getByRole('button').click();
    await app.getByRole('button', { name: 'Look at the room' }).click();
    await expect(app.getByRole('banner').getByRole('heading', { level: 1 })).toHaveText(name ?? '');
    await app.getByRole('button', { name: 'Back to the start page' }).click();
    await expect(recent).toHaveCount(1);
    await app.getByRole('button', { name: 'Clear the list' }).click();
    await expect(app.getByRole('region', { name: 'What can be opened' })).toBeVisible();
  });
});
