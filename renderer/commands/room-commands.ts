import { useViewState } from '../state/view-state';
import { openInspector } from '../widgets/open-inspector';
import type { Command } from './command';

/** What can be done with an open room, whether it is drawn as a list or as a lesson. */
export const ROOM_COMMANDS: readonly Command[] = [
  {
    id: 'room.details',
    label: 'Go to the details of the selection',
    group: 'Room',
    keys: ['Enter'],
    scope: 'graph',
    isEnabled: () => useViewState.getState().room !== null,
    run: openInspector,
  },
  {
    id: 'room.side',
    label: 'Switch between state before and state after',
    group: 'Room',
    keys: ['b'],
    scope: 'graph',
    isEnabled: () => useViewState.getState().room !== null,
    run() {
      const { side, setSide } = useViewState.getState();
      setSide(side === 'before' ? 'after' : 'before');
    },
  },
];
