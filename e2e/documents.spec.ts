import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { EVENTS_FILE } from './support/rooms';
import type { RunningApp } from './support/running-app';

/** Saves by the key, and lets `path` be what the user answers where the host asks for a name. */
async function save(app: Page, { desktop }: RunningApp, path: string): Promise<void> {
  if (desktop === null) {
    const coming = app.waitForEvent('download');
    await app.keyboard.press('Control+s');
    const download = await coming;
    expect(download.suggestedFilename()).toMatch(/^[^/]+\.roomscope$/);
    await download.saveAs(path);
    return;
  }
  await desktop.evaluate(({ session }, answer) => {
    session.defaultSession.once('will-download', (_event, item) => item.setSavePath(answer));
  }, path);
  await app.keyboard.press('Control+s');
  await expect.poll(() => existsSync(path)).toBe(true);
}

async function pick(app: Page, { desktop }: RunningApp, path: string): Promise<void> {
  const open = app.getByRole('button', { name: /^open/i }).first();
  if (desktop === null) {
    const chooser = app.waitForEvent('filechooser');
    await open.click();
    await (await chooser).setFiles(path);
    return;
  }
  await desktop.evaluate(({ dialog }, answer) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [answer] });
  }, path);
  await open.click();
}

test.describe('a document', () => {
  test.use({ files: [EVENTS_FILE] });

  test('opens again at the event that was selected when it was saved', async ({ app, running }, {
    outputDir,
  }) => {
    await app.getByRole('button', { name: 'Look at the room' }).click();
    const rows = app.getByRole('listbox', { name: /^Events/ });
    const row = rows.getByRole('option', { name: /, row 5 of / });
    await row.click({ position: { x: 300, y: 10 } });
    await expect(row).toHaveAttribute('aria-selected', 'true');

    const file = join(outputDir, 'kept.roomscope');
    mkdirSync(outputDir, { recursive: true });
    await save(app, running, file);
    await app.getByRole('button', { name: 'Back to the start page' }).click();
    await pick(app, running, file);
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
