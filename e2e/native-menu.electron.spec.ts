import { expect, test } from './fixtures';

/** The menu bar is made from the page's commands, and runs them. */

test('a command is run from the menu bar, and shows its key there', async ({ app, desktop }) => {
  await app.getByRole('button', { name: /^A fork and its merge/ }).click();
  await expect(app.getByRole('option', { name: /, row 8 of / })).toBeVisible();
  const entry = () =>
    desktop.evaluate(({ Menu }) => {
      const item = Menu.getApplicationMenu()?.getMenuItemById('go.event');
      return item ? { label: item.label, enabled: item.enabled, keys: item.accelerator } : null;
    });
  await expect.poll(entry).toEqual({ label: 'Go to an event', enabled: true, keys: 'CmdOrCtrl+G' });
  await desktop.evaluate(({ Menu }) =>
    Menu.getApplicationMenu()?.getMenuItemById('go.event')?.click(),
  );
  await expect(app.getByRole('combobox', { name: 'Event' })).toBeFocused();
});

test('what is no list of commands changes no menu', async ({ app, desktop }) => {
  const hasCommands = () =>
    desktop.evaluate(
      ({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('help.commands') !== null,
    );
  await expect.poll(hasCommands).toBe(true);
  await app.evaluate(() => {
    const { roomscopeDesktop } = window as unknown as {
      roomscopeDesktop: { setMenu(items: unknown, run: () => void): void };
    };
    const run = () => undefined;
    roomscopeDesktop.setMenu([{ id: 'x', label: 'X', group: 'Apple' }], run);
    roomscopeDesktop.setMenu('everything', run);
  });
  // Answered after the messages before it: they were read, and changed nothing.
  await app.getByRole('button', { name: /^Theme/ }).click();
  expect(await hasCommands()).toBe(true);
});
