import { Menu, type MenuItemConstructorOptions } from 'electron';
import type { MenuCommand } from '../core/contract/hosts';

type Items = MenuItemConstructorOptions[];

/**
 * The native menu: the commands that the page told, between the usual entries of the system. Keys are
 * shown here and acted on by the page, which knows what has the focus.
 */
export function installMenu(commands: readonly MenuCommand[], run: (id: string) => void): void {
  const isMac = process.platform === 'darwin';
  const of = (group: MenuCommand['group']): Items =>
    commands
      .filter((command) => command.group === group)
      .map((command) => itemOf(command, () => run(command.id)));
  const template: Items = [
    ...(isMac ? [{ role: 'appMenu' } as const] : []),
    { label: 'File', submenu: joined(of('File'), [{ role: isMac ? 'close' : 'quit' }]) },
    { role: 'editMenu' },
    { label: 'View', submenu: joined(of('View'), WINDOW_VIEW) },
    ...GROUPS.flatMap((group): Items => {
      const submenu = of(group);
      return submenu.length === 0 ? [] : [{ label: group, submenu }];
    }),
    { role: 'windowMenu' },
    ...helpMenu(of('Help')),
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}

/** Until the page is there, and where it fails: opening goes by the host alone. */
export function installFirstMenu(openFiles: () => void): void {
  const open: MenuCommand = {
    id: 'open',
    label: 'Open…',
    group: 'File',
    keys: 'Mod+O',
    enabled: true,
  };
  installMenu([open], openFiles);
}

const GROUPS = ['Go', 'Room'] as const;

const WINDOW_VIEW: Items = [
  { role: 'resetZoom' },
  { role: 'zoomIn' },
  { role: 'zoomOut' },
  { type: 'separator' },
  { role: 'togglefullscreen' },
  { role: 'toggleDevTools' },
];

function joined(commands: Items, usual: Items): Items {
  return commands.length === 0 ? usual : [...commands, { type: 'separator' }, ...usual];
}

function helpMenu(submenu: Items): Items {
  return submenu.length === 0 ? [] : [{ role: 'help', submenu }];
}

function itemOf({ id, label, keys, enabled }: MenuCommand, click: () => void) {
  const accelerator = keys === null ? null : acceleratorOf(keys);
  return {
    id,
    // An ampersand would mark the next letter as the entry's own key.
    label: label.replaceAll('&', '&&'),
    enabled,
    click,
    ...(accelerator === null ? {} : { accelerator, registerAccelerator: false }),
  } satisfies MenuItemConstructorOptions;
}

/** Only what Electron knows for certain: an accelerator that it cannot read is an error. */
function acceleratorOf(keys: string): string | null {
  return /^Mod\+(?:Alt\+)?(?:Shift\+)?[A-Z0-9,./]$/.test(keys)
    ? keys.replace('Mod', 'CmdOrCtrl')
    : null;
}
