import { basename } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { expectAccessible } from './support/axe';
import { REFUSALS_FILE } from './support/recorded';

function rows(app: Page): Locator {
  return app.getByRole('listbox', { name: /^Events/ });
}

function inspector(app: Page): Locator {
  return app.getByRole('complementary', { name: 'Inspector' });
}

test.describe('questions about a room with refused events', () => {
  test.use({ files: [REFUSALS_FILE] });

  test.beforeEach(async ({ app }) => {
    const report = app.getByRole('dialog', { name: basename(REFUSALS_FILE) });
    await report.getByRole('button', { name: 'Look at the room' }).click();
    await expect(report).toHaveCount(0);
  });

  test('the difference of two states is marked, shown, swapped and closed by keys and buttons', async ({
    app,
  }) => {
    await rows(app).focus();
    await app.keyboard.press('Home');
    await expect(inspector(app).getByRole('tab', { name: 'Event', exact: true })).toBeVisible();
    await app.keyboard.press('a');
    await app.keyboard.press('d');
    await expect(inspector(app).getByRole('heading', { name: 'Difference' })).toBeFocused();
    await expect(inspector(app).getByText(/ added, 0 removed, 0 changed/)).toBeVisible();
    await inspector(app).getByRole('button', { name: 'Swap A and B' }).click();
    await expect(inspector(app).getByText(/0 added, \d+ removed, 0 changed/)).toBeVisible();
    await app.keyboard.press('Escape');
    await expect(inspector(app).getByRole('tab', { name: 'Event', exact: true })).toBeVisible();
  });

  test('a key of the current state is found by a word, and its history leads to its events', async ({
    app,
  }) => {
    await rows(app).focus();
    await app.keyboard.press('Control+k');
    await app.keyboard.type('Show the current state');
    await app.keyboard.press('Enter');
    await expect(
      inspector(app).getByText('The room’s current state.', { exact: true }),
    ).toBeVisible();
    await inspector(app).getByRole('searchbox').fill('m.room.member');
    await expect(inspector(app).getByText(/^\d+ found$/)).toBeVisible();
    await expect(inspector(app).getByRole('button', { name: /^History of create/ })).toHaveCount(0);
    await inspector(app)
      .getByRole('button', { name: /^History of member/ })
      .first()
      .click();
    await expect(inspector(app).getByRole('heading', { name: /^History of member/ })).toBeFocused();
    await expect(inspector(app).getByRole('img', { name: /joined rows/ })).toBeVisible();
    await inspector(app)
      .getByRole('button', { name: / joined$/ })
      .first()
      .click();
    await expect(inspector(app).getByRole('heading', { name: /^History of member/ })).toBeVisible();
    await expect(rows(app).getByRole('option', { selected: true })).toHaveAccessibleName(/joined/);
  });

  test('the status bar leads to all refusals, and each to its verdict', async ({ app }) => {
    await app
      .getByRole('contentinfo')
      .getByRole('button', { name: /rejected/ })
      .click();
    const panel = inspector(app);
    await expect(panel.getByRole('heading', { name: 'Refused events' })).toBeVisible();
    await expect(panel.getByText(/^Refused by the .* Rule /).first()).toBeVisible();
    await expectAccessible(app);
    await panel
      .getByRole('button', { name: /^Details of event/ })
      .first()
      .click();
    await expect(panel.getByRole('tab', { name: 'Verdict' })).toHaveAttribute(
      'aria-selected',
      'true',
    );
  });
});
