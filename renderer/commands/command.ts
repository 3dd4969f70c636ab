import { MENU_GROUPS } from '../../core/contract/hosts';

/**
 * Commands: all that the app can do, told once.
 *
 * A part of the screen says what it can do as an array of `Command`, and registers it while it is
 * mounted with `useCommands(commands)` of ./registry. The keys (./command-keys), the palette, the
 * buttons' tooltips, the native menu and the sheet of keys are all made from the registry, and the
 * user may give a command other keys, or switch keys of one character off (../state/key-map).
 *
 *     const commands = useMemo((): readonly Command[] => [
 *       { id: 'play.toggle', label: 'Play or pause', group: 'Go', keys: ['Space'], scope: 'graph', run },
 *     ], [run]);
 *     useCommands(commands);
 *
 * The array must keep its identity (a constant or `useMemo`): another array is another registration.
 */
export interface Command {
  /** "graph.zoom-in". Stable: remapped keys are kept under it. */
  readonly id: string;
  /** A verb, in sentence case: "Zoom in". */
  readonly label: string;
  readonly group: CommandGroup;
  /** Any of these runs it: `Mod+O`, `Mod+Shift+P`, `.`, `Shift+D`, `Space`, `F1`. The first is shown. */
  readonly keys: readonly string[];
  readonly scope: CommandScope;
  /** Asked when the command is shown or its key pressed; absent: always. Must be quick. */
  readonly isEnabled?: () => boolean;
  /** Why it cannot be run while it is not enabled: "No event is selected". Without it, it is hidden. */
  readonly disabledReason?: string;
  readonly run: () => void;
}

/** Menus of the native menu bar, and headings of the palette and the sheet of keys, in this order. */
export const COMMAND_GROUPS = MENU_GROUPS;
type CommandGroup = (typeof COMMAND_GROUPS)[number];

/**
 * `graph`: its keys act only while the list of events, or what lies about it, has the focus (an element
 * within `KEY_SCOPE_ATTRIBUTE`). `anywhere`: wherever the focus is. Neither acts below an open dialog
 * or a menu, and in a field only keys with Mod do.
 */
type CommandScope = 'anywhere' | 'graph';

/** `<main data-key-scope="graph">` */
export const KEY_SCOPE_ATTRIBUTE = 'data-key-scope';

export function isEnabled({ isEnabled: ask }: Command): boolean {
  return ask?.() ?? true;
}
