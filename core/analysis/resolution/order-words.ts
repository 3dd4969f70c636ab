import type {
  MainlinePlaceReport,
  PowerOrderReport,
  PowerPlaceReport,
  PowerRankedReport,
} from './trace-step-report';

/** One line for each place of the power order: who stands there, and what decided it. */
export function powerOrderWords({ order, from }: PowerOrderReport): readonly string[] {
  return order.map((place, index) => {
    const isFromLeaves = from === 'leaves' && place.stranded !== true;
    const reason = isFromLeaves ? leafReason(place) : oldestReason(place);
    const stranded = place.stranded === true ? ', stranded' : '';
    return `${index + 1}. ${place.event_id} (level ${place.sender_level}${stranded}): ${reason}`;
  });
}

function oldestReason(place: PowerPlaceReport): string {
  const { rival, held_back } = place;
  const reason = rival === null ? aloneReason(place) : rivalReason(place, rival);
  if (held_back === null) return reason;
  return `${reason}; ${held_back} would come first but waits for what it cites`;
}

function aloneReason({ decided_by }: PowerPlaceReport): string {
  switch (decided_by) {
    case 'topology':
      return 'all others wait for something that they cite';
    case 'stranded':
      return 'the last of the stranded';
    default:
      return 'the last one';
  }
}

function rivalReason(place: PowerPlaceReport, rival: PowerRankedReport): string {
  switch (place.decided_by) {
    case 'power-level':
      return `greater level than ${rival.event_id} (${rival.sender_level})`;
    case 'origin-server-ts':
      return `same level as ${rival.event_id}, but ${earlier(place, rival)}`;
    default:
      return `same level and time as ${rival.event_id}, but a smaller event ID`;
  }
}

/** Places were decided from the last to the first: an event stands behind its rival. */
function leafReason(place: PowerPlaceReport): string {
  const reason = behindReason(place);
  if (place.held_back === null) return reason;
  return `${reason}; ${place.held_back} would come later but is cited by an event before this place`;
}

function behindReason({ decided_by, rival, ...place }: PowerPlaceReport): string {
  if (rival === null) {
    return decided_by === 'topology' ? 'all others are cited by one that remains' : 'the last left';
  }
  switch (decided_by) {
    case 'power-level':
      return `behind ${rival.event_id}, which has a greater level (${rival.sender_level})`;
    case 'origin-server-ts':
      return `behind ${rival.event_id}, which has the same level but is ${earlier(rival, place)}`;
    default:
      return `behind ${rival.event_id}, which has the same level and time but a smaller event ID`;
  }
}

interface Dated {
  readonly origin_server_ts: number;
}

function earlier(first: Dated, second: Dated): string {
  return `earlier (${first.origin_server_ts} against ${second.origin_server_ts})`;
}

/** One line for each place of the mainline order. */
export function mainlineOrderWords(order: readonly MainlinePlaceReport[]): readonly string[] {
  return order.map((place, index) => {
    const next = order[index + 1];
    const reason = next === undefined ? 'the last one' : mainlineReason(place, next);
    return `${index + 1}. ${place.event_id} (${hangingWords(place)}): ${reason}`;
  });
}

function hangingWords({ hangs_on, position, steps }: MainlinePlaceReport): string {
  const where = hangs_on === null ? 'off the mainline' : `under ${hangs_on}`;
  const walked = steps === null ? '' : `, steps ${steps}`;
  return `${where}, position ${position ?? 'none'}${walked}`;
}

function mainlineReason(place: MainlinePlaceReport, next: MainlinePlaceReport): string {
  switch (place.decided_by) {
    case 'mainline-position':
      return `older power levels than ${next.event_id}`;
    case 'steps':
      return `fewer steps off the mainline than ${next.event_id} (${place.steps} against ${next.steps})`;
    case 'origin-server-ts':
      return `same power levels as ${next.event_id}, but ${earlier(place, next)}`;
    default:
      return `same power levels and time as ${next.event_id}, but a smaller event ID`;
  }
}
