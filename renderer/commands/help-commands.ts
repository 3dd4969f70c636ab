import { useCommandPanels } from '../state/command-panels';
import { useViewState } from '../state/view-state';
import type { Command } from './command';

/** Commands that lead to other commands, or to an event. */
export const HELP_COMMANDS: readonly Command[] = [
  {
    id: 'help.commands',
    label: 'Show all commands',
    group: 'Help',
    keys: ['Mod+K', 'Mod+Shift+P'],
    scope: 'anywhere',
    run: () => useCommandPanels.getState().show('palette'),
  },
  {
    id: 'help.keys',
    label: 'Keys and mouse',
    group: 'Help',
    keys: ['?'],
    scope: 'anywhere',
    run: () => useCommandPanels.getState().show('help'),
  },
  {
    id: 'help.change-keys',
    label: 'Change keys',
    group: 'Help',
    keys: ['Mod+,'],
    scope: 'anywhere',
    run: () => useCommandPanels.getState().show('keys'),
  },
  {
    id: 'go.event',
    label: 'Go to an event',
    group: 'Go',
    keys: ['Mod+G'],
    scope: 'anywhere',
    isEnabled: () => useViewState.getState().room !== null,
    disabledReason: 'No room is open',
    run: () => useCommandPanels.getState().show('go-to-event'),
  },
];
