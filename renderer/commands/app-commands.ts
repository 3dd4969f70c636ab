import { useMemo } from 'react';
import { useOpening } from '../client/app-context';
import { usePanes } from '../state/panes';
import { useReport } from '../state/report';
import { useViewState } from '../state/view-state';
import { nextChoice, useTheme } from '../theme/theme';
import { QUESTION_COMMANDS } from '../views/questions/question-commands';
import type { Command } from './command';
import { HELP_COMMANDS } from './help-commands';
import { useCommands } from './registry';
import { ROOM_COMMANDS } from './room-commands';

/** What the app can do as a whole. */
export function AppCommands() {
  const pick = useOpening((opening) => opening.pick);
  const leave = useOpening((opening) => opening.leave);
  const showRooms = useOpening((opening) => opening.showRooms);
  const save = useOpening((opening) => opening.save);
  useCommands(
    useMemo(() => fileCommands({ pick, save, leave, showRooms }), [pick, save, leave, showRooms]),
  );
  useCommands(VIEW_COMMANDS);
  useCommands(ROOM_COMMANDS);
  useCommands(QUESTION_COMMANDS);
  useCommands(HELP_COMMANDS);
  return null;
}

interface FileActions {
  readonly pick: () => void;
  readonly save: () => void;
  readonly leave: () => void;
  readonly showRooms: () => void;
}

function fileCommands({ pick, save, leave, showRooms }: FileActions): readonly Command[] {
  const file = { group: 'File', scope: 'anywhere' } as const;
  const hasDocument = () => useViewState.getState().document !== null;
  const isRoomOfFiles = () =>
    useViewState.getState().room !== null && useViewState.getState().document?.kind !== 'sample';
  return [
    { id: 'file.open', label: 'Open files or a database', keys: ['Mod+O'], run: pick, ...file },
    {
      id: 'file.save',
      label: 'Save as a Roomscope document',
      keys: ['Mod+S'],
      isEnabled: () => useViewState.getState().room !== null,
      disabledReason: 'No room is open',
      run: save,
      ...file,
    },
    {
      id: 'file.report',
      label: 'Show the import report',
      keys: [],
      isEnabled: isRoomOfFiles,
      run: () => useReport.getState().show(),
      ...file,
    },
    {
      id: 'file.rooms',
      label: 'Choose another room',
      keys: [],
      isEnabled: () => (useViewState.getState().document?.rooms.length ?? 0) > 1,
      run: showRooms,
      ...file,
    },
    {
      id: 'file.leave',
      label: 'Close and go to the start page',
      keys: [],
      isEnabled: hasDocument,
      run: leave,
      ...file,
    },
  ];
}

const VIEW_COMMANDS: readonly Command[] = [
  {
    id: 'view.inspector',
    label: 'Show or hide the inspector',
    group: 'View',
    keys: ['Mod+I'],
    scope: 'anywhere',
    isEnabled: () => useViewState.getState().room !== null,
    disabledReason: 'No room is open',
    run: () => usePanes.getState().toggleInspector(),
  },
  {
    id: 'view.theme',
    label: 'Change the theme',
    group: 'View',
    keys: [],
    scope: 'anywhere',
    run: () => useTheme.getState().choose(nextChoice(useTheme.getState().choice)),
  },
];
