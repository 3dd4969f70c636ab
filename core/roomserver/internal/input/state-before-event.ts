import type { Pdu } from '../../../matrix/event/pdu';
import { composeStateAfter, type StateAtEvent } from '../../state/compose';
import type { StateSnapshotNid } from '../../types/nids';
import type { InputContext } from './context';
import type { References } from './references';

/** The state before an event, as far as the events held tell it. */
export interface StateBefore {
  /** 0: not known, the event is an outlier. */
  readonly snapshot: StateSnapshotNid | 0;
  /** A parent is missing, or its state unknown, here or at an ancestor. */
  readonly incomplete: boolean;
}

/**
 * Composes the state before the event out of the states after its prev events. Parents that are
 * missing, or whose state is not known, are left out; where none is left the state is not known.
 */
export function stateBeforeEvent(
  { room, states, roomState }: InputContext,
  pdu: Pdu,
  { prevEventNids, missingPrev }: References,
): StateBefore {
  const parents: StateAtEvent[] = [];
  let incomplete = missingPrev.length > 0;
  for (const prev of prevEventNids) {
    const state = room.stateAt(prev);
    if (state) parents.push(state);
    incomplete ||= state === null || room.isIncomplete(prev);
  }
  const isRoot = pdu.prevEventIds.length === 0;
  if (parents.length === 0 && !isRoot) return { snapshot: 0, incomplete };
  return { snapshot: composeStateAfter(states, roomState, parents), incomplete };
}
