import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { required } from '../../base/assert';
import { arbitraryMerge, mergeOf } from '../../testing/arbitrary-rooms';
import { heldOracleRoom } from '../../testing/node/held-oracle-room';
import { oracleRoomFiles, readOracleRoom } from '../../testing/node/oracle-rooms';
import { sharedIsThere, sharedPath } from '../../testing/node/shared';
import { symbolicPdu } from '../event/symbolic-pdu';
import { resolveStates } from '../replay/resolve-states';
import { readLiterally } from '../room-versions/algorithm';
import type { RoomVersionRules } from '../room-versions/rules';
import { rulesOf } from '../testing/usual-room';
import { fullConflictedSet } from './full-conflicted-set';
import { literalAuthDifference } from './literal-auth-difference';
import { MemoryRoom } from './memory-room';
import { conflictedStateSet, partition } from './partition';
import { isPowerEvent, powerEventsWithAncestors } from './power-events';
import { roomMemoryOf } from './room-memory';

const ORACLE_ROOMS = 'fixtures/oracle-rooms';

describe.runIf(sharedIsThere)('both readings on every recorded merge', () => {
  const counts = { merges: 0, parted: 0 };
  const names = sharedIsThere ? oracleRoomFiles(sharedPath(ORACLE_ROOMS)) : [];

  it.each(names)('%s', (name) => {
    const oracle = readOracleRoom(sharedPath(ORACLE_ROOMS), name);
    const rules = rulesOf(oracle.room_version);
    const room = heldOracleRoom(oracle, rules);
    for (const merge of oracle.merges) {
      const sets = merge.state_sets.map((ids) => room.stateOf(ids));
      const literal = merge.spec_literal_resolved ?? merge.resolved;
      const ours = {
        deployed: room.idsOf(resolveStates(sets, room, rules)),
        literal: room.idsOf(resolveStates(sets, room, readLiterally(rules))),
      };
      expect([merge.prev_events, ours]).toEqual([
        merge.prev_events,
        { deployed: merge.resolved.toSorted(), literal: literal.toSorted() },
      ]);
      counts.merges++;
      if (merge.spec_literal_resolved) counts.parted++;
    }
  });

  it('were all compared', () => expect(counts).toEqual({ merges: 1842, parted: 65 }));
});

describe('the letter of the specification against its definition', () => {
  const rules = readLiterally(rulesOf('11'));
  /** What events lead to, without themselves unless they lead to one another. */
  function strictChain(events: Iterable<number>, room: MemoryRoom): ReadonlySet<number> {
    const chain = new Set<number>();
    const waiting = [...events];
    for (const event of waiting) {
      for (const cited of room.authEvents(event)) {
        if (!chain.has(cited)) waiting.push(cited);
        chain.add(cited);
      }
    }
    return chain;
  }

  function merged(merge: Parameters<typeof mergeOf>[0]) {
    const { room, sets } = mergeOf(merge, rules, '11');
    const input = { ...partition(sets), stateSets: sets.length, events: room };
    return { room, sets, input, memory: roomMemoryOf(room) };
  }

  it('the auth difference: an event enters a chain only where it is cited', () => {
    fc.assert(
      fc.property(arbitraryMerge, (merge) => {
        const { room, sets, input, memory } = merged(merge);
        const chains = sets.map((state) => strictChain(state.values(), room));
        const union = [...new Set(chains.flatMap((chain) => [...chain]))];
        const expected = union.filter((event) => !chains.every((chain) => chain.has(event)));
        expect(literalAuthDifference(input, memory, new Set()).toSorted()).toEqual(
          expected.toSorted(),
        );
        const conflicted = new Set(conflictedStateSet(input.conflicted));
        expect(literalAuthDifference(input, memory, conflicted).toSorted()).toEqual(
          expected.filter((event) => !conflicted.has(event)).toSorted(),
        );
      }),
      { numRuns: 300 },
    );
  });

  it('the power events: all of their chains that is in the full conflicted set', () => {
    fc.assert(
      fc.property(arbitraryMerge, (merge) => {
        const { room, input, memory } = merged(merge);
        const full = fullConflictedSet(input, false, memory, rules, undefined);
        const power = full.filter((event) => isPowerEvent(room.pdu(event)));
        const chain = strictChain(power, room);
        const expected = full.filter((event) => power.includes(event) || chain.has(event));
        expect(powerEventsWithAncestors(full, memory, rules, undefined).toSorted()).toEqual(
          expected.toSorted(),
        );
      }),
      { numRuns: 300 },
    );
  });
});

describe('a gap in the full conflicted set', () => {
  /*
   * $OLD <- $GAP <- $PL, of which $GAP is in no conflict: only the letter sees $OLD behind it.
   */
  const room = new MemoryRoom();
  const add = (event_id: string, type: string, state_key: string, auth_events: string[]) =>
    room.add(symbolicPdu({ event_id, type, state_key, sender: '@alice:a', auth_events }));
  add('$OLD', 'm.room.topic', '', []);
  add('$GAP', 'm.room.name', '', ['$OLD']);
  add('$PL', 'm.room.power_levels', '', ['$GAP']);
  const numbers = (ids: readonly string[]) => ids.map((id) => room.numberOf(id));

  function pulledIn(rules: RoomVersionRules): readonly (readonly [string, number])[] {
    const memory = roomMemoryOf(room);
    const full = numbers(['$OLD', '$PL']);
    memory.fullConflictedSet.reset(room.eventLimit);
    for (const event of full) memory.fullConflictedSet.add(event);
    const told: (readonly [string, number])[] = [];
    powerEventsWithAncestors(full, memory, rules, {
      add(step) {
        if (step.step !== 'power-events') return;
        for (const { event, pulledInBy } of step.events) {
          told.push([room.pdu(event).eventId, pulledInBy]);
        }
      },
    });
    return told;
  }

  it('hides what lies behind it from deployed servers', () => {
    expect(pulledIn(rulesOf('11'))).toEqual([['$PL', 0]]);
    expect(pulledIn(readLiterally(rulesOf('11')))).toEqual([
      ['$PL', 0],
      ['$OLD', required(numbers(['$PL'])[0], 'a number')],
    ]);
  });
});
