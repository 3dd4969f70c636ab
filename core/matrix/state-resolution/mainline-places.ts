import type { EventNumber, ResolverEvents } from './resolver-types';
import type { MainlineCriterion, MainlinePlace } from './trace';

/** Farther back than any power levels event of the mainline. */
export const NOT_ON_MAINLINE = 0x7fffffff;

/** Says of a mainline order what decided each place. O(n). */
export function mainlinePlaces(
  order: readonly EventNumber[],
  mainline: readonly EventNumber[],
  positionOf: (event: EventNumber) => number,
  events: ResolverEvents,
): readonly MainlinePlace[] {
  return order.map((event, place) => {
    const at = positionOf(event);
    const position = at === NOT_ON_MAINLINE ? null : at;
    const hangsOn = position === null ? 0 : (mainline[position] ?? 0);
    const { originServerTs } = events.pdu(event);
    const next = order[place + 1];
    let decidedBy: MainlineCriterion = 'last-one';
    if (next !== undefined) {
      const age =
        originServerTs === events.pdu(next).originServerTs ? 'event-id' : 'origin-server-ts';
      decidedBy = positionOf(next) === at ? age : 'mainline-position';
    }
    return { event, position, hangsOn, steps: null, originServerTs, decidedBy };
  });
}
