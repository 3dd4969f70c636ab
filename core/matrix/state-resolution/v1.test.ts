import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../event/json';
import { symbolicPdu } from '../event/symbolic-pdu';
import { resolveStates } from '../replay/resolve-states';
import { ALICE, BOB, rulesOf } from '../testing/usual-room';
import { MemoryRoom } from './memory-room';

/*
 * $CREATE, $MA (Alice joins), $PL (Alice 100), $MB (Bob joins): what all sets share. Depth decides
 * in version 1; nothing else about the order of events matters.
 */
const SHARED = ['$CREATE', '$MA', '$PL', '$MB'];

function roomOf(events: readonly JsonObject[]): MemoryRoom {
  const room = new MemoryRoom();
  const opening: readonly JsonObject[] = [
    {
      event_id: '$CREATE',
      type: 'm.room.create',
      state_key: '',
      sender: ALICE,
      content: { creator: ALICE },
    },
    {
      event_id: '$MA',
      type: 'm.room.member',
      state_key: ALICE,
      sender: ALICE,
      content: { membership: 'join' },
    },
    {
      event_id: '$PL',
      type: 'm.room.power_levels',
      state_key: '',
      sender: ALICE,
      content: { users: { [ALICE]: 100 } },
    },
    {
      event_id: '$MB',
      type: 'm.room.member',
      state_key: BOB,
      sender: BOB,
      content: { membership: 'join' },
    },
  ];
  for (const raw of [...opening, ...events]) {
    room.add(symbolicPdu({ room_id: '!room:a', prev_events: ['$x'], ...raw }));
  }
  return room;
}

function topic(event_id: string, sender: string, depth: number | bigint): JsonObject {
  return { event_id, type: 'm.room.topic', state_key: '', sender, content: {}, depth };
}

function powerLevels(event_id: string, sender: string, depth: number): JsonObject {
  const content = { users: { [ALICE]: 100 }, ban: depth };
  return { event_id, type: 'm.room.power_levels', state_key: '', sender, content, depth };
}

function winnersOf(room: MemoryRoom, forks: readonly (readonly string[])[]): readonly string[] {
  const sets = forks.map((ids) => room.stateOf([...SHARED, ...ids]));
  const ids = room.idsOf(resolveStates(sets, room, rulesOf('1')));
  return ids.filter((id) => !SHARED.includes(id));
}

describe('resolution in room version 1', () => {
  it('takes the deepest event that is allowed', () => {
    const room = roomOf([topic('$T1', ALICE, 7), topic('$T2', ALICE, 8), topic('$T3', BOB, 9)]);
    expect(winnersOf(room, [['$T1'], ['$T2'], ['$T3']])).toEqual(['$T2']);
  });

  it('takes the shallowest where none is allowed, never nothing', () => {
    const room = roomOf([topic('$T1', BOB, 7), topic('$T2', BOB, 8)]);
    expect(winnersOf(room, [['$T1'], ['$T2']])).toEqual(['$T1']);
  });

  it('takes a key that only some sets have without asking', () => {
    const room = roomOf([topic('$T1', BOB, 7)]);
    expect(winnersOf(room, [['$T1'], []])).toEqual(['$T1']);
  });

  it('tells depths beyond 2^53 apart', () => {
    const room = roomOf([topic('$T1', ALICE, 2n ** 63n - 2n), topic('$T2', ALICE, 2n ** 63n - 1n)]);
    expect(winnersOf(room, [['$T1'], ['$T2']])).toEqual(['$T2']);
  });

  it('climbs from the first power levels as long as each allows the next', () => {
    const room = roomOf([
      powerLevels('$P1', ALICE, 5),
      powerLevels('$P2', BOB, 6),
      powerLevels('$P3', ALICE, 7),
    ]);
    expect(winnersOf(room, [['$P1'], ['$P3']])).toEqual(['$P3']);
    expect(winnersOf(room, [['$P1'], ['$P2'], ['$P3']])).toEqual(['$P1']);
  });
});
