import { expect, it } from 'vitest';
import { nobleHashing } from '../base/noble-hashing';
import type { Pdu } from '../matrix/event/pdu';
import { symbolicPdu } from '../matrix/event/symbolic-pdu';
import { PersistentState } from '../matrix/replay/persistent-state';
import { resolvePersistentStates } from '../matrix/replay/resolve-states';
import { roomVersionRules } from '../matrix/room-versions/versions';
import { MemoryRoom } from '../matrix/state-resolution/memory-room';
import type { TupleNumber } from '../matrix/state-resolution/resolver-types';
import { ForkedRoom, type ForkedRoomEvent } from './forked-room';

/** Counts how often resolution looks at an event. */
class CountingRoom extends MemoryRoom {
  looks = 0;

  override pdu(event: number): Pdu {
    this.looks++;
    return super.pdu(event);
  }

  override tupleOf(event: number): TupleNumber {
    this.looks++;
    return super.tupleOf(event);
  }
}

/** Merges two forks of a room in which `renames` members take other names on both. */
function merged(members: number, renames: number, version: string) {
  const rules = roomVersionRules(version);
  if (rules === undefined) throw new Error('no such version');
  const made = new ForkedRoom(members, nobleHashing);
  const room = new CountingRoom();
  const put = (
    base: PersistentState,
    events: readonly ForkedRoomEvent[],
    changes: readonly ForkedRoomEvent[],
  ) => {
    for (const event of events) room.add(symbolicPdu(event));
    return changes.reduce((state, { event_id: id }) => {
      const event = room.numberOf(id);
      return state.with(room.tupleOf(event), event);
    }, base);
  };
  const base = put(PersistentState.EMPTY, made.state, made.state);
  const forks = ['a', 'b'].map((name) => made.fork(name, 3, renames, 10));
  const states = forks.map(({ events, changes }) => put(base, events, changes));
  room.looks = 0;
  const state = resolvePersistentStates(states, room, rules);
  const { looks } = room;
  const names = [...state.values()].map((event) => room.pdu(event).content.displayname);
  return { looks, names: names.filter((name) => name !== undefined) };
}

it.each(['10', '12'])(
  'a merge looks at as many events in a big room as in a small one (version %s)',
  (version) => {
    const small = merged(50, 20, version);
    const big = merged(5000, 20, version);
    expect(big.looks).toBe(small.looks);
    expect(merged(50, 40, version).looks).toBeLessThan(2.2 * small.looks);
    expect(big.names).toEqual(small.names);
    expect(big.names).toHaveLength(20);
  },
);
