import { CsrBuilder, targetsOf } from '../../base/csr';
import { RoomscopeError } from '../../base/errors';
import type { Work } from '../../base/work';
import { topologicalOrder } from '../../matrix/dag/topological-order';
import type { Pdu } from '../../matrix/event/pdu';
import { RoomReplay } from '../../matrix/replay/room-replay';
import type { RoomVersionRules } from '../../matrix/room-versions/rules';
import { MemoryRoom } from '../../matrix/state-resolution/memory-room';
import { type RoomSource, readStoredPdus } from './room-source';

/** An event to be replayed. */
export interface AncestorEvent {
  readonly pdu: Pdu;
  readonly refusedByFormat: boolean;
}

/**
 * The given rows and everything that they come from by prev events and auth events, parents first:
 * no other event has a say in the states after them.
 */
export async function ancestry(
  room: RoomSource,
  rows: readonly number[],
  work: Work,
): Promise<readonly AncestorEvent[]> {
  const { events } = room;
  const isAncestor = new Uint8Array(events.count);
  const stack = [...rows];
  for (let row = stack.pop(); row !== undefined; row = stack.pop()) {
    if (isAncestor[row] === 1) continue;
    isAncestor[row] = 1;
    for (const parent of targetsOf(events.prev, row)) stack.push(parent);
    for (const parent of targetsOf(events.auth, row)) stack.push(parent);
  }
  const pdus = await readStoredPdus(room, (row) => isAncestor[row] === 1, work);
  return inOrder(room, isAncestor).flatMap((row) => {
    const pdu = pdus.get(row);
    const ladder = events.ladder(row) ?? [];
    const refusedByFormat = ladder.some(({ level, ok }) => level === 'format' && ok === false);
    return pdu === undefined ? [] : [{ pdu, refusedByFormat }];
  });
}

function inOrder({ events }: RoomSource, isAncestor: Uint8Array): readonly number[] {
  const parents = new CsrBuilder();
  for (let row = 0; row < events.count; row++) {
    const cited = new Set([...targetsOf(events.prev, row), ...targetsOf(events.auth, row)]);
    if (isAncestor[row] === 1) for (const parent of cited) parents.add(parent);
    parents.endNode();
  }
  const { order, cycle } = topologicalOrder(parents.build());
  if (cycle === null) return Array.from(order).filter((row) => isAncestor[row] === 1);
  const eventId = events.eventId[cycle[0] ?? 0] ?? null;
  throw new RoomscopeError(
    'bad_input',
    `The event ${eventId} is among its own auth events, so the room cannot be replayed. Open an intact copy.`,
    { eventId },
  );
}

const EVENTS_PER_BREATH = 64;

/** Replays events under rules. Numbers of events are the same in every replay of the same events. */
export async function replayed(
  events: readonly AncestorEvent[],
  rules: RoomVersionRules,
  work: Work,
): Promise<RoomReplay> {
  const replay = new RoomReplay(new MemoryRoom(), rules);
  for (const [index, { pdu, refusedByFormat }] of events.entries()) {
    if (index % EVENTS_PER_BREATH === 0)
      await work.breathe({ phase: 'Replaying the room', done: index, total: events.length });
    replay.receive(pdu, refusedByFormat);
  }
  return replay;
}
