import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryMerge, mergeOf } from '../../../testing/arbitrary-rooms';
import { compareLevels } from '../../event-auth/level-values';
import { resolveStateMaps } from '../../replay/resolve-states';
import { DENDRITE_POINTS, withAlgorithm } from '../../room-versions/algorithm';
import type { RoomVersionRules } from '../../room-versions/rules';
import { tracedResolution } from '../../testing/traced-resolution';
import { rulesOf } from '../../testing/usual-room';
import type { MemoryRoom } from '../memory-room';
import { conflictedStateSet, partition } from '../partition';
import { isPowerEvent, powerEventsWithAncestors } from '../power-events';
import type { EventNumber } from '../resolver-types';
import { compareAge, senderLevels } from '../reverse-topological-power-order';
import { type RoomMemory, roomMemoryOf } from '../room-memory';
import { powerOrder } from './power-order';
import { stepsOrder } from './steps-order';

const VERSIONS = ['2', '11', '12'] as const;
const somePoints = fc.subarray([...DENDRITE_POINTS]);

function withPoints(version: string, points: readonly (typeof DENDRITE_POINTS)[number][]) {
  return withAlgorithm(rulesOf(version), { algorithm: 'dendrite', points });
}

describe.each(VERSIONS)('the profile in room version %s', (version) => {
  it('depends neither on the order of the sets nor on being traced, whatever the points', () => {
    fc.assert(
      fc.property(arbitraryMerge, somePoints, (merge, points) => {
        const rules = withPoints(version, points);
        const { room, sets } = mergeOf(merge, rules, version);
        const resolved = room.idsOf(resolveStateMaps(sets, room, rules).state);
        expect(room.idsOf(resolveStateMaps(sets.toReversed(), room, rules).state)).toEqual(
          resolved,
        );
        expect(room.idsOf(tracedResolution(sets, room, rules).state)).toEqual(resolved);
      }),
      { numRuns: 150 },
    );
  });

  it('is the specification without points', () => {
    fc.assert(
      fc.property(arbitraryMerge, (merge) => {
        const rules = withPoints(version, []);
        const { room, sets } = mergeOf(merge, rules, version);
        const { state } = resolveStateMaps(sets, room, rulesOf(version));
        expect(room.idsOf(resolveStateMaps(sets, room, rules).state)).toEqual(room.idsOf(state));
      }),
      { numRuns: 60 },
    );
  });
});

/** The full conflicted set of a merge under departures A and E, and its power events. */
function conflictOf(room: MemoryRoom, sets: ReturnType<typeof mergeOf>['sets'], version: string) {
  const rules = withPoints(version, DENDRITE_POINTS);
  const memory = roomMemoryOf(room);
  const full = conflictedStateSet(partition(sets).conflicted);
  memory.fullConflictedSet.reset(room.eventLimit);
  for (const event of full) memory.fullConflictedSet.add(event);
  const powerEvents = powerEventsWithAncestors(full, memory, rules, undefined);
  return { rules, memory, full, powerEvents };
}

type Conflict = ReturnType<typeof conflictOf>;

/** Every copy of an event that Dendrite puts into its power events, by counting them one by one. */
function copiesOf({ full, powerEvents, memory, rules }: Conflict): readonly EventNumber[] {
  const { events } = memory;
  const cites = (event: EventNumber) => Array.from(events.authEvents(event));
  const chain = new Set(full.flatMap(cites));
  for (const event of chain) for (const cited of cites(event)) chain.add(cited);
  const led = new Set(powerEvents.flatMap(cites).filter((event) => powerEvents.includes(event)));
  return powerEvents.flatMap((event) => {
    const pdu = events.pdu(event);
    const isPower = isPowerEvent(pdu) && pdu.type !== 'm.room.create';
    const citesAny = rules.auth.createEventIsImplied || cites(event).length > 0;
    const copies = [isPower, isPower && citesAny && chain.has(event), led.has(event)];
    return copies.filter(Boolean).map(() => event);
  });
}

/** Dendrite's sort over all copies: each citation counts, each event is taken away once. */
function sortedWithCopies(conflict: Conflict): readonly EventNumber[] {
  const { memory, powerEvents, rules } = conflict;
  const levels = senderLevels(powerEvents, memory, rules);
  const compare = (a: EventNumber, b: EventNumber) =>
    compareLevels(levels.get(b) ?? 0, levels.get(a) ?? 0) || compareAge(memory.events, a, b);
  const citations = new Map<EventNumber, number>();
  const count = (event: EventNumber, by: number) =>
    citations.set(event, (citations.get(event) ?? 0) + by);
  for (const copy of copiesOf(conflict)) {
    for (const cited of Array.from(memory.events.authEvents(copy))) count(cited, 1);
  }
  const remaining = new Set(powerEvents);
  const sorted: EventNumber[] = [];
  for (;;) {
    const leaves = [...remaining].filter((event) => (citations.get(event) ?? 0) === 0);
    const worst = leaves.toSorted(compare).at(-1);
    if (worst === undefined) return [...[...remaining].toSorted(compare), ...sorted];
    remaining.delete(worst);
    sorted.unshift(worst);
    for (const cited of Array.from(memory.events.authEvents(worst))) count(cited, -1);
  }
}

/** By the definition: power levels events walked one after the other for each event. */
function placeOf(event: EventNumber, mainline: readonly EventNumber[], memory: RoomMemory) {
  let steps = 0;
  for (let at = memory.powerLevelsOf(event); at !== 0; at = memory.powerLevelsOf(at)) {
    const index = mainline.indexOf(at);
    if (index >= 0) return { position: mainline.length - 1 - index, steps };
    steps++;
  }
  return { position: 0, steps };
}

describe.each(VERSIONS)(
  'steps of the profile against their definitions in version %s',
  (version) => {
    const rules: RoomVersionRules = withPoints(version, DENDRITE_POINTS);

    it('the power order is the sort of all copies from the leaves', () => {
      fc.assert(
        fc.property(arbitraryMerge, (merge) => {
          const { room, sets } = mergeOf(merge, rules, version);
          const conflict = conflictOf(room, sets, version);
          const { powerEvents, full, memory } = conflict;
          expect(powerOrder(powerEvents, full, memory, conflict.rules, undefined)).toEqual(
            sortedWithCopies(conflict),
          );
        }),
        { numRuns: 300 },
      );
    });

    it('the mainline order goes by position, steps, time and ID', () => {
      fc.assert(
        fc.property(arbitraryMerge, fc.nat(), (merge, which) => {
          const { room, sets } = mergeOf(merge, rules, version);
          const { full, memory } = conflictOf(room, sets, version);
          const tuple = room.tuple('m.room.power_levels', '');
          const candidates = full.filter((event) => room.tupleOf(event) === tuple);
          const start = candidates[which % (candidates.length || 1)] ?? 0;
          const mainline: EventNumber[] = [];
          for (let at = start; at !== 0; at = memory.powerLevelsOf(at)) mainline.push(at);
          const expected = full.toSorted((a, b) => {
            const [left, right] = [placeOf(a, mainline, memory), placeOf(b, mainline, memory)];
            return (
              left.position - right.position || left.steps - right.steps || compareAge(room, a, b)
            );
          });
          expect(stepsOrder(full, start, memory, undefined)).toEqual(expected);
        }),
        { numRuns: 200 },
      );
    });
  },
);
