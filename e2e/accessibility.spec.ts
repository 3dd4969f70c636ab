import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { expectAccessible, settled } from './support/axe';
import { REFUSALS_FILE } from './support/recorded';
import { DATABASE } from './support/rooms';

/** Whoever sees little, hears the screen, or has no mouse gets the same room. */

/** By the app's own button, as a person would, so that nothing is still on its way. */
async function chooseTheme(app: Page, theme: string): Promise<void> {
  const button = app.getByRole('button', { name: /^Theme/ });
  await expect(button).toBeVisible();
  await expect(async () => {
    await button.click();
    await expect(button).toHaveAccessibleName(`Theme: ${theme}`, { timeout: 500 });
  }).toPass();
  await expect(app.locator('html')).toHaveAttribute('data-theme', theme);
}

/** Dialogs cover the button: the choice is put where the app keeps it. */
async function reloadWithTheme(app: Page, theme: string): Promise<void> {
  await expect(app.getByRole('dialog')).toBeVisible();
  await app.evaluate((choice) => window.localStorage.setItem('roomscope.theme', choice), theme);
  await app.reload();
  await expect(app.locator('html')).toHaveAttribute('data-theme', theme);
  await expect(app.getByRole('dialog')).toBeVisible();
}

for (const theme of ['light', 'dark']) {
  test.describe(`in ${theme}`, () => {
    test('the start page is accessible', async ({ app }) => {
      await chooseTheme(app, theme);
      await settled(app);
      await expectAccessible(app);
    });

    test('a lesson is accessible', async ({ app }) => {
      await chooseTheme(app, theme);
      await app.getByRole('button', { name: /^Sharing state/ }).click();
      await app.getByRole('button', { name: /^Block 1, / }).click();
      await expect(app.getByRole('complementary').getByRole('heading', { level: 2 })).toHaveText(
        'Block 1',
      );
      await settled(app);
      await expectAccessible(app);
    });

    test.describe('a database', () => {
      test.use({ files: [DATABASE] });

      test('has an accessible choice of rooms', async ({ app }) => {
        await reloadWithTheme(app, theme);
        await expect(app.getByRole('option').first()).toBeVisible();
        await settled(app);
        await expectAccessible(app);
      });

      test('has accessible rows, states and storage', async ({ app }) => {
        await reloadWithTheme(app, theme);
        await app
          .getByRole('option', { name: /version 11/ })
          .first()
          .click();
        const details = app.getByRole('complementary', { name: 'Inspector' });
        // At its sentence: in the middle the row has its snapshot, where the window is narrow.
        await app
          .getByRole('option', { name: /, row 12 of / })
          .click({ position: { x: 150, y: 12 } });
        for (const tab of ['Event', 'Verdict', 'State before', 'State after']) {
          await details.getByRole('tab', { name: tab, exact: true }).click();
          await settled(app);
          await expectAccessible(app);
        }
        await details
          .getByRole('button', { name: /^Snapshot/ })
          .first()
          .click();
        await expect(details.getByRole('heading', { level: 2 })).toHaveText(/^Snapshot/);
        await settled(app);
        await expectAccessible(app);
        await details
          .getByRole('button', { name: /^Block/ })
          .first()
          .click();
        await expect(details.getByRole('heading', { level: 2 })).toHaveText(/^Block/);
        await settled(app);
        await expectAccessible(app);
      });
    });

    test.describe('an events file', () => {
      test.use({ files: [REFUSALS_FILE] });

      test('has an accessible report', async ({ app }) => {
        await reloadWithTheme(app, theme);
        await expect(
          app
            .getByRole('dialog')
            .getByText(/^Rejected: /)
            .first(),
        ).toBeVisible();
        await settled(app);
        await expectAccessible(app);
      });
    });
  });
}

/** Presses Tab until what `name` says has the focus, as someone without a mouse looks for it. */
async function tabTo(app: Page, name: RegExp): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    await app.keyboard.press('Tab');
    const focused = await app.evaluate(() => {
      const { activeElement } = document;
      return activeElement?.getAttribute('aria-label') ?? activeElement?.textContent ?? '';
    });
    if (name.test(focused)) return;
  }
  throw new Error(`Tab reaches nothing that is called ${name}.`);
}

test('a block is found and chosen by keys alone', async ({ app }) => {
  await expect(app.getByRole('button', { name: /^Sharing state/ })).toBeVisible();
  await tabTo(app, /^Sharing state/);
  await app.keyboard.press('Enter');
  await expect(app.getByRole('option', { name: /row 1 of 6/ })).toBeVisible();
  await tabTo(app, /^Events/);
  await app.keyboard.press('ArrowDown');
  await expect(app.getByRole('option', { selected: true })).toHaveAccessibleName(/row 1 of 6/);
  await tabTo(app, /^Block 3, /);
  await app.keyboard.press('Enter');
  await expect(app.getByRole('button', { name: /^Block 3, / })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  const details = app.getByRole('complementary', { name: 'Inspector' });
  await expect(details).toContainText('Shared by snapshots 4 and 6');
});

test.describe('a database', () => {
  test.use({ files: [DATABASE] });

  test('is read down to a block by keys alone', async ({ app }) => {
    await expect(app.getByRole('combobox', { name: 'Search rooms' })).toBeFocused();
    await app.keyboard.type('version 11');
    await app.keyboard.press('Enter');
    await expect(app.getByRole('option', { name: /, row 1 of / })).toBeVisible();
    await tabTo(app, /^Events, root first/);
    await app.keyboard.press('Home');
    await app.keyboard.press('ArrowDown');
    await expect(app.getByRole('option', { selected: true })).toHaveAccessibleName(/, row 2 of /);
    const details = app.getByRole('complementary', { name: 'Inspector' });
    await expect(details.getByRole('tab', { name: 'Event' })).toBeVisible();
    await app.keyboard.press('Enter');
    for (const tab of ['Verdict', 'State before']) {
      await app.keyboard.press('ArrowRight');
      await expect(details.getByRole('tab', { name: tab })).toBeFocused();
    }
    await app.keyboard.press('Enter');
    await tabTo(app, /^Block /);
    await app.keyboard.press('Enter');
    await expect(details.getByRole('heading', { level: 2 })).toHaveText(/^Block \d+$/);
    await expect(details).toContainText(/Shared by \d+ snapshots?/);
  });
});

test('forced colours and reduced motion break nothing', async ({ app, consoleErrors }) => {
  await app.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
  await app.getByRole('button', { name: /^A fork and its merge/ }).click();
  await app.getByRole('option', { name: /, row 8 of / }).click();
  const details = app.getByRole('complementary', { name: 'Inspector' });
  await expect(details.getByRole('heading', { level: 2 })).toHaveText('“Which is it?”');
  await app.getByRole('button', { name: /^Block 13, / }).click();
  await expect(details.getByRole('heading', { level: 2 })).toHaveText('Block 13');
  expect(consoleErrors).toEqual([]);
});
