import type { Command } from '../../commands/command';
import { usePanes } from '../../state/panes';
import { type Question, selectedPoint, useQuestions } from '../../state/questions';
import { useViewState } from '../../state/view-state';

const hasRoom = () => useViewState.getState().room !== null;

/** Shows a question in the inspector, which is opened where it was put away. */
export function askQuestion(question: Question): void {
  useQuestions.getState().ask(question);
  if (!usePanes.getState().inspectorOpen) usePanes.getState().toggleInspector();
}

function mark(which: 'a' | 'b'): void {
  useQuestions.getState().mark(which, selectedPoint());
}

/** What can be asked about the state of an open room. */
export const QUESTION_COMMANDS: readonly Command[] = [
  {
    id: 'state.mark-a',
    label: 'Mark the selected state as A',
    group: 'Room',
    keys: ['a'],
    scope: 'graph',
    isEnabled: () => selectedPoint() !== null,
    disabledReason: 'No event is selected',
    run: () => mark('a'),
  },
  {
    id: 'state.mark-b',
    label: 'Mark the selected state as B',
    group: 'Room',
    keys: ['Shift+A'],
    scope: 'graph',
    isEnabled: () => selectedPoint() !== null,
    disabledReason: 'No event is selected',
    run: () => mark('b'),
  },
  {
    id: 'state.difference',
    label: 'Show the difference from A to B',
    group: 'Room',
    keys: ['d'],
    scope: 'graph',
    isEnabled: hasRoom,
    run() {
      // With nothing marked yet the selected state is compared with the current one.
      if (useQuestions.getState().a === null) mark('a');
      askQuestion({ kind: 'difference' });
    },
  },
  {
    id: 'state.refusals',
    label: 'List the refused events',
    group: 'Room',
    keys: [],
    scope: 'anywhere',
    isEnabled: hasRoom,
    run: () => askQuestion({ kind: 'refusals' }),
  },
  {
    id: 'state.now',
    label: 'Show the current state',
    group: 'Room',
    keys: [],
    scope: 'anywhere',
    isEnabled: () => (useViewState.getState().room?.currentSnapshotNid ?? 0) > 0,
    run() {
      const { room, select } = useViewState.getState();
      if (!room) return;
      useQuestions.getState().close();
      select({ kind: 'snapshot', snapshotNid: room.currentSnapshotNid });
      if (!usePanes.getState().inspectorOpen) usePanes.getState().toggleInspector();
    },
  },
];
