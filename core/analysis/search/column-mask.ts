import type { Work } from '../../base/work';
import type { EventStateKeyNid, EventTypeNid } from '../../roomserver/types/nids';
import { userIdParts } from '../text/names';
import { findEvent } from './find-event';
import { bitOf, type Mask, NO, UNDECIDED } from './kleene';
import { isInRange } from './number-range';
import { matches } from './pattern';
import type { NumberRange, Pattern, QueryProblem, Term } from './query';
import type { IsValue } from './query-keys';
import { reachedFrom } from './reach';
import type { SearchRoom } from './search-room';

const ROWS_PER_BREATH = 256;

type EventTerm = Extract<Term, { kind: 'event' }>;
type PatternTerm = Extract<Term, { kind: 'pattern' }>;

/** What the columns alone say of a condition. O(rows), plus the edges where it asks the graph. */
export async function columnMask(
  room: SearchRoom,
  term: Term,
  work: Work,
): Promise<Mask | QueryProblem> {
  const { events } = room;
  switch (term.kind) {
    case 'text':
      return new Uint8Array(events.count).fill(UNDECIDED);
    case 'content':
      return new Uint8Array(events.count).fill(UNDECIDED);
    case 'pattern':
      return patternMask(room, term);
    case 'is':
      return isMask(room, term.value, work);
    case 'depth':
      return depthMask(room, term.range);
    case 'event':
      return eventMask(room, term);
  }
}

async function isMask(room: SearchRoom, value: IsValue, work: Work): Promise<Mask> {
  const mask = new Uint8Array(room.events.count);
  for (let row = 0; row < mask.length; row++) {
    if (row % ROWS_PER_BREATH === 0)
      await work.breathe({ phase: 'Searching', done: row, total: mask.length });
    mask[row] = bitOf(room.is(value, row));
  }
  return mask;
}

function depthMask({ events }: SearchRoom, range: NumberRange): Mask {
  return Uint8Array.from(events.depth, (depth, row) =>
    bitOf(isInRange(range, events.exactDepth.get(row) ?? depth)),
  );
}

function eventMask({ events }: SearchRoom, term: EventTerm): Mask | QueryProblem {
  const row = findEvent(events, term, term.eventId);
  if (typeof row !== 'number') return row;
  if (term.key === 'before' || term.key === 'after') {
    const mask = new Uint8Array(events.count);
    for (let at = 0; at < mask.length; at++)
      mask[at] = bitOf(term.key === 'before' ? at < row : at > row);
    return mask;
  }
  const graph = { 'ancestor-of': events.prev, 'descendant-of': events.children } as const;
  const edges = term.key === 'in-auth-chain-of' ? events.auth : graph[term.key];
  return reachedFrom(edges, row).map((reached) => bitOf(reached === 1));
}

function patternMask(room: SearchRoom, { key, pattern }: PatternTerm): Mask {
  const { events, storage } = room;
  switch (key) {
    case 'type':
      return maskByNid(events.typeNid, (nid) =>
        typeMatches(pattern, storage.eventTypes.text(nid as EventTypeNid) ?? ''),
      );
    case 'state_key':
      return stateKeyMask(room, pattern);
    case 'sender':
      return maskBySender(room, (sender) => matches(pattern, sender));
    case 'server':
      return maskBySender(room, (sender) => {
        const server = userIdParts(sender)?.server;
        return server !== undefined && matches(pattern, server);
      });
    case 'membership':
      return memberMask(room);
    case 'event':
      return maskOfIds(events.eventId, [...pattern, '']);
  }
}

const SHORT_PREFIX = 'm.room.';

function typeMatches(pattern: Pattern, type: string): boolean {
  if (matches(pattern, type)) return true;
  return type.startsWith(SHORT_PREFIX) && matches(pattern, type.slice(SHORT_PREFIX.length));
}

/** Texts are tried once each, not once a row. */
function maskByNid(nids: Float64Array, holds: (nid: number) => boolean): Mask {
  const known = new Map<number, number>();
  return Uint8Array.from(nids, (nid) => {
    const bit = known.get(nid) ?? bitOf(holds(nid));
    known.set(nid, bit);
    return bit;
  });
}

function maskBySender({ events }: SearchRoom, holds: (sender: string) => boolean): Mask {
  const bits = events.senders.map((sender) => bitOf(holds(sender)));
  return Uint8Array.from(events.sender, (sender) => bits[sender] ?? NO);
}

/** Of state events whose key the server lost only the JSON knows it. */
function stateKeyMask({ events, storage }: SearchRoom, pattern: Pattern): Mask {
  const mask = maskByNid(events.stateKeyNid, (nid) => {
    const text = nid === 0 ? undefined : storage.eventStateKeys.text(nid as EventStateKeyNid);
    return text !== undefined && matches(pattern, text);
  });
  for (let row = 0; row < events.count; row++) {
    if (events.isState[row] !== 1) mask[row] = NO;
    else if (events.stateKeyNid[row] === 0) mask[row] = UNDECIDED;
  }
  return mask;
}

/** Only member events have a membership; which one, their content says. */
function memberMask({ events, storage }: SearchRoom): Mask {
  const memberNid = storage.eventTypes.find('m.room.member');
  return Uint8Array.from(events.typeNid, (nid, row) =>
    nid === memberNid && events.isState[row] === 1 ? UNDECIDED : NO,
  );
}

function maskOfIds(eventIds: readonly string[], pattern: Pattern): Mask {
  return Uint8Array.from(eventIds, (eventId) => bitOf(matches(pattern, eventId)));
}
