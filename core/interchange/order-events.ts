import { CsrBuilder } from '../base/csr';
import { RoomscopeError } from '../base/errors';
import type { Work } from '../base/work';
import { topologicalOrder } from '../matrix/dag/topological-order';
import type { EventId } from '../matrix/event/pdu';
import type { CollectedEvent, CollectedRoom } from './room-collector';

const EVENTS_PER_BREATH = 512;

/**
 * Indices of the room's events so that every event comes after its prev events and auth events held;
 * otherwise the order of appearance is kept. Throws `bad_input` for a cycle, which room versions 1
 * and 2 allow, as their event IDs are free text.
 */
export async function orderEvents(room: CollectedRoom, work: Work): Promise<Int32Array> {
  const parents = new CsrBuilder();
  for (const [index, event] of room.events.entries()) {
    if (index % EVENTS_PER_BREATH === 0)
      await work.breathe({ phase: 'Ordering events', done: index, total: room.events.length });
    const { prevEventIds, authEventIds } = event.received.pdu;
    addHeld(parents, room, prevEventIds);
    addHeld(parents, room, authEventIds);
    parents.endNode();
  }
  const { order, cycle } = topologicalOrder(parents.build());
  if (cycle) throw cycleError(room, cycle);
  return order;
}

function addHeld(parents: CsrBuilder, room: CollectedRoom, ids: readonly EventId[]): void {
  for (const id of ids) {
    const index = room.indexOf.get(id);
    if (index !== undefined) parents.add(index);
  }
}

/** Does the first event of the circle name one of the circle as its parent? Otherwise only as auth event. */
function isCitedAsParent(events: readonly CollectedEvent[]): boolean {
  const ids = new Set(events.map((event) => event.received.pdu.eventId));
  return events[0]?.received.pdu.prevEventIds.some((id) => ids.has(id)) ?? false;
}

const IDS_NAMED = 5;

function cycleError(room: CollectedRoom, cycle: readonly number[]): RoomscopeError {
  const events = cycle.flatMap((index) => room.events[index] ?? []);
  const [first] = events;
  const ids = events.slice(0, IDS_NAMED).map((event) => event.received.pdu.eventId);
  const more = events.length > IDS_NAMED ? ` and ${events.length - IDS_NAMED} more` : '';
  const who =
    events.length === 1
      ? `${ids[0]} cites itself`
      : `${ids.join(', ')}${more} cite each other in a circle`;
  return new RoomscopeError(
    'bad_input',
    `${first?.file}, line ${first?.line}: ${who}, so no order of events exists. Remove one of them.`,
    {
      file: first?.file ?? null,
      line: first?.line ?? null,
      field: isCitedAsParent(events) ? 'prev_events' : 'auth_events',
      eventId: ids[0] ?? null,
    },
  );
}
