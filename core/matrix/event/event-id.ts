import type { Brand } from '../../base/brand';
import type { Hashing } from '../../base/platform-port';
import type { EventFormatRules } from '../room-versions/rules';
import type { JsonObject } from './json';

export type EventId = Brand<string, 'EventId'>;

/** From room version 3 on: the ID that the reference hash makes, over `referenceBytes`. */
export function hashedEventId(
  referenceBytes: Uint8Array,
  { eventId }: EventFormatRules,
  hashing: Hashing,
): EventId {
  const alphabet = eventId === 'hash-standard-base64' ? 'standard' : 'url-safe';
  return `$${hashing.sha256Base64(referenceBytes, alphabet)}` as EventId;
}

/** From version 3 on an `event_id` in a file is not part of the event, and must not be hashed. */
export function withoutForeignId(event: JsonObject, { eventId }: EventFormatRules): JsonObject {
  if (eventId === 'field' || event.event_id === undefined) return event;
  const { event_id: _, ...rest } = event;
  return rest;
}
