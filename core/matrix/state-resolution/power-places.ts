import { compareLevels, type Level } from '../event-auth/level-values';
import type { EventNumber, ResolverEvents } from './resolver-types';
import type { PowerCriterion, PowerPlace, PowerRanked } from './trace';

export interface PowerOrderMade {
  /** The events, best first by the three criteria alone. */
  readonly preferred: readonly EventNumber[];
  /** Indices into `preferred`, in the order made; left out are events on a cycle. */
  readonly order: readonly number[];
  /** For each place the index of the next best that was ready then; -1 for none. */
  readonly rivals: readonly number[];
  readonly levels: ReadonlyMap<EventNumber, Level>;
  readonly events: ResolverEvents;
}

/** Says of a power order what decided each place. O(n). */
export function powerPlaces(made: PowerOrderMade): readonly PowerPlace[] {
  const { preferred, order, rivals, levels, events } = made;
  const isPlaced = new Uint8Array(preferred.length);
  let best = 0;
  return order.map((index, place) => {
    while (isPlaced[best]) best++;
    isPlaced[index] = 1;
    const rank = (at: number) => rankedAt(preferred[at] as EventNumber, levels, events);
    const rivalIndex = rivals[place] ?? -1;
    const own = rank(index);
    const rival = rivalIndex === -1 ? null : rank(rivalIndex);
    const remain = preferred.length - place > 1;
    const decidedBy = rival ? criterion(own, rival) : remain ? 'topology' : 'last-one';
    const heldBack = best === index ? 0 : (preferred[best] as EventNumber);
    return { ...own, decidedBy, rival, heldBack };
  });
}

/** An event with what the power order compares. */
export function rankedAt(
  event: EventNumber,
  levels: ReadonlyMap<EventNumber, Level>,
  events: ResolverEvents,
): PowerRanked {
  const { originServerTs } = events.pdu(event);
  return { event, senderLevel: levels.get(event) ?? 0, originServerTs };
}

/** The first in which they differ; event IDs always do. */
export function criterion(own: PowerRanked, rival: PowerRanked): PowerCriterion {
  if (compareLevels(own.senderLevel, rival.senderLevel) !== 0) return 'power-level';
  return own.originServerTs === rival.originServerTs ? 'event-id' : 'origin-server-ts';
}
