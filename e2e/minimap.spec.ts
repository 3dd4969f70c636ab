import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { EVENTS_FILE } from './support/rooms';

/** From labelled rows to the whole room on one screen, and the strip that always shows all of it. */

function rows(app: Page): Locator {
  return app.getByRole('listbox', { name: /^Events/ });
}

function minimap(app: Page): Locator {
  return app.getByRole('slider', { name: 'Minimap: rows on screen' });
}

async function says(app: Page, text: RegExp): Promise<void> {
  await expect(minimap(app)).toHaveAttribute('aria-valuetext', text);
}

test.describe('a room of 700 events', () => {
  test.use({ files: [EVENTS_FILE] });

  test.beforeEach(async ({ app }) => {
    await app.getByRole('button', { name: 'Look at the room' }).click();
    await says(app, /^Rows 1 to \d+ of 700$/);
  });

  test('the minimap is a slider to the keyboard', async ({ app }) => {
    await minimap(app).focus();
    await app.keyboard.press('End');
    await says(app, /^Rows \d+ to 700 of 700$/);
    await app.keyboard.press('Home');
    await says(app, /^Rows 1 to /);
    await app.keyboard.press('ArrowDown');
    await says(app, /^Rows 2 to /);
    await app.keyboard.press('PageDown');
    await says(app, /^Rows [23]\d to /);
  });

  test('a press beside the brush jumps there, and dragging it moves the rows', async ({ app }) => {
    const strip = await minimap(app).boundingBox();
    if (!strip) throw new Error('The minimap is not on screen.');
    const x = strip.x + strip.width / 2;
    await app.mouse.click(x, strip.y + strip.height / 2);
    await says(app, /^Rows 3[34]\d to 3[56]\d of 700$/);
    await app.mouse.move(x, strip.y + strip.height / 2);
    await app.mouse.down();
    await app.mouse.move(x, strip.y + strip.height + 40, { steps: 4 });
    await app.mouse.up();
    await says(app, /^Rows \d+ to 700 of 700$/);
  });

  test('one key shows the whole room, another the rows with their text again', async ({ app }) => {
    await rows(app).focus();
    await app.keyboard.press('ArrowDown');
    await app.keyboard.press('Alt+0');
    await says(app, /^Rows 1 to 700 of 700$/);
    await app.keyboard.press('ArrowDown');
    const selected = rows(app).getByRole('option', { selected: true });
    await expect(selected).toHaveCount(1);
    await app.keyboard.press('f');
    await says(app, /^Rows 1 to [234]\d of 700$/);
  });
});
