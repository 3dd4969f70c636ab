import type { Work } from '../../base/work';
import {
  DENDRITE_POINTS,
  type DendritePoint,
  withAlgorithm,
} from '../../matrix/room-versions/algorithm';
import type { RoomVersionRules } from '../../matrix/room-versions/rules';
import type { MemoryRoom } from '../../matrix/state-resolution/memory-room';
import { partition, type StateMap } from '../../matrix/state-resolution/partition';
import { resolve } from '../../matrix/state-resolution/resolve';
import { observedRules } from './observed-rules';
import { smallestPoints } from './smallest-points';

/** Why a Dendrite comes to another state than the rules do. */
export interface WhyNot {
  /** The smallest set of points that, added to the rules, leads where all of them lead. */
  readonly points: readonly DendritePoint[];
  /** The state under the rules, and under them with all points. */
  readonly own: StateMap;
  readonly dendrite: StateMap;
}

/** What the rules make of the room. */
interface Computed {
  /** Equal where the states are. */
  readonly answer: string;
  /** The whole state, put together only where it is looked at. */
  state(): StateMap;
}

/** One resolution of the same state sets for each set of points that is tried. */
export function whyNotResolved(
  sets: readonly StateMap[],
  room: MemoryRoom,
  rules: RoomVersionRules,
  work: Work,
): Promise<WhyNot> {
  const { conflicted, unconflicted } = partition(sets);
  const input = { conflicted, unconflicted, stateSets: sets.length, events: room };
  const agreed = Array.from(
    unconflicted.events(),
    (event) => [room.tupleOf(event), event] as const,
  );
  return whyNot(rules, work, async (under) => {
    const resolved = resolve(input, under);
    return { answer: answerOf(resolved), state: () => new Map([...agreed, ...resolved]) };
  });
}

/** `compute` is run under the rules, with all points, and with whatever sets of points are tried. */
export async function whyNot(
  rules: RoomVersionRules,
  work: Work,
  compute: (rules: RoomVersionRules) => Promise<Computed>,
): Promise<WhyNot> {
  const withPoints = (points: readonly DendritePoint[]) =>
    withAlgorithm(rules, { algorithm: 'dendrite', points });
  const own = await compute(rules);
  const dendrite = await compute(withPoints(DENDRITE_POINTS));
  const states = { own: own.state(), dendrite: dendrite.state() };
  if (own.answer === dendrite.answer) return { points: [], ...states };
  const outcomeOf = async (points: readonly DendritePoint[]) => {
    const asked = new Set<DendritePoint>();
    const { answer } = await compute(observedRules(withPoints(points), asked));
    return { answer, asked };
  };
  return { points: await smallestPoints(dendrite.answer, outcomeOf, work), ...states };
}

/** Numbers of tuples and events are the same in every computation on one room. */
export function answerOf(entries: Iterable<readonly [number, number]>): string {
  return JSON.stringify([...entries].sort(([a], [b]) => a - b));
}
