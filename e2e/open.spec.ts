import { basename } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { DATABASE, EVENTS_FILE, linesOf, temporaryFile } from './support/rooms';

/** The name of what is open, in the top bar. */
function documentName(app: Page) {
  return app.getByRole('banner').getByRole('heading', { level: 1 });
}

/** An events file was opened: its report comes first, then the room. */
async function expectImported(app: Page, path: string): Promise<void> {
  const report = app.getByRole('dialog', { name: basename(path) });
  await expect(report).toContainText(`${basename(path)}: one event a line, 700 events`);
  await expect(report).toContainText('Room version 11');
  await report.getByRole('button', { name: 'Look at the room' }).click();
  await expect(documentName(app)).toHaveText(basename(path));
}

/** Lets the user's choice in the dialog of the host be `path`, and asks for the dialog. */
async function pick(app: Page, running: { desktop: unknown }, path: string): Promise<void> {
  const open = app.getByRole('button', { name: /^open/i }).first();
  if (running.desktop === null) {
    const chooser = app.waitForEvent('filechooser');
    await open.click();
    await (await chooser).setFiles(path);
  } else await open.click();
}

test('a sample opens from the start page', async ({ app }) => {
  await app.getByRole('button', { name: /Sharing state/ }).click();
  await expect(documentName(app)).toHaveText('Sharing state');
  await app.getByRole('button', { name: 'Back to the start page' }).click();
  await expect(app.getByRole('button', { name: /Sharing state/ })).toBeVisible();
});

test.describe('a file on the command line', () => {
  test.use({ files: [EVENTS_FILE] });

  test('is opened at once', async ({ app }) => {
    await expectImported(app, EVENTS_FILE);
  });

  test('is opened again when the page is loaded again', async ({ app }) => {
    await expectImported(app, EVENTS_FILE);
    await app.reload();
    await expectImported(app, EVENTS_FILE);
  });
});

test.describe('a database with several rooms', () => {
  test.use({ files: [DATABASE] });

  test('lets the user choose one', async ({ app }) => {
    const rooms = app.getByRole('dialog').getByRole('option');
    await expect(rooms).not.toHaveCount(0);
    const chosen = rooms.filter({ hasText: /version 11/ }).first();
    await chosen.click();
    await expect(documentName(app)).toHaveText(basename(DATABASE));
    await expect(app.getByRole('banner')).toContainText('Read-only');
  });
});

test('a file that is picked opens', async ({ app, running }) => {
  await running.desktop?.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] });
  }, EVENTS_FILE);
  await pick(app, running, EVENTS_FILE);
  await expectImported(app, EVENTS_FILE);
});

test('a file that is dropped opens', async ({ app }) => {
  await dropFile(app, EVENTS_FILE);
  await expectImported(app, EVENTS_FILE);
});

/** A `File` of the disk, as a drop brings it: only an input makes such files for a test. */
async function dropFile(app: Page, path: string): Promise<void> {
  // Nothing takes a drop before the page has its engine.
  await expect(app.getByRole('button', { name: /^open/i }).first()).toBeVisible();
  await app.evaluate(() => {
    const input = document.createElement('input');
    input.type = 'file';
    input.id = 'for-the-test';
    document.body.append(input);
  });
  await app.locator('#for-the-test').setInputFiles(path);
  await app.evaluate(() => {
    const input = document.querySelector<HTMLInputElement>('#for-the-test');
    const transfer = new DataTransfer();
    for (const file of input?.files ?? []) transfer.items.add(file);
    input?.remove();
    for (const type of ['dragover', 'drop'])
      document.body.dispatchEvent(
        new DragEvent(type, { dataTransfer: transfer, bubbles: true, cancelable: true }),
      );
  });
}

test('a broken file is refused by its place, and the app goes on', async ({ app }) => {
  const lines = linesOf(EVENTS_FILE).slice(0, 20);
  lines[6] = '{"type": "m.room.message", ';
  await dropFile(app, temporaryFile('broken.ndjson', lines.join('\n')));
  const alert = app.getByRole('alert');
  await expect(alert).toContainText('broken.ndjson');
  await expect(alert).toContainText('line 7');
  await dropFile(app, EVENTS_FILE);
  await expectImported(app, EVENTS_FILE);
});

test('a broken file leaves the room that is open', async ({ app }) => {
  await app.getByRole('button', { name: /Sharing state/ }).click();
  await expect(documentName(app)).toHaveText('Sharing state');
  await dropFile(app, temporaryFile('no-database.db', 'SQLite format 3\0 and then nothing'));
  await expect(app.getByRole('alert')).toContainText('no-database.db');
  await expect(documentName(app)).toHaveText('Sharing state');
});
