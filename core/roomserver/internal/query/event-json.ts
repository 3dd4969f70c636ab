import { RoomscopeError } from '../../../base/errors';
import type { EventNid } from '../../types/nids';

/** What the index of a room takes from an event's JSON. */
export interface EventFacts {
  readonly isState: boolean;
  readonly sender: string;
  readonly originServerTs: number;
  readonly redacted: boolean;
  /** A leave or ban that another user sent: kick, ban or unban. */
  readonly putOutByOther: boolean;
  readonly prevEventIds: readonly string[];
  readonly authEventIds: readonly string[];
}

const decoder = new TextDecoder();

/** Reads a stored event. Rounds integers beyond 2^53, of which none is used here. */
export function readEventFacts(eventNid: EventNid, json: Uint8Array): EventFacts {
  const event = parse(eventNid, json);
  return {
    isState: typeof event.state_key === 'string',
    sender: typeof event.sender === 'string' ? event.sender : '',
    originServerTs: typeof event.origin_server_ts === 'number' ? event.origin_server_ts : 0,
    redacted: isRecord(event.unsigned) && event.unsigned.redacted_because !== undefined,
    putOutByOther: isPutOutByOther(event),
    prevEventIds: referencedIds(event.prev_events),
    authEventIds: referencedIds(event.auth_events),
  };
}

function isPutOutByOther(event: Record<string, unknown>): boolean {
  if (event.type !== 'm.room.member' || event.state_key === event.sender) return false;
  const membership = isRecord(event.content) ? event.content.membership : undefined;
  return membership === 'leave' || membership === 'ban';
}

function parse(eventNid: EventNid, json: Uint8Array): Record<string, unknown> {
  try {
    const event: unknown = JSON.parse(decoder.decode(json));
    if (isRecord(event)) return event;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new RoomscopeError(
    'corrupt_database',
    `The JSON of event ${eventNid} is not a JSON object. Open an intact copy of the database.`,
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Event IDs of a reference list, plain (version 3 on) or as `[id, hashes]` pairs. */
function referencedIds(list: unknown): readonly string[] {
  if (!Array.isArray(list)) return [];
  const ids: string[] = [];
  for (const item of list) {
    const id: unknown = Array.isArray(item) ? item[0] : item;
    if (typeof id === 'string' && !ids.includes(id)) ids.push(id);
  }
  return ids;
}
