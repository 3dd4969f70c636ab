import type { RoomVersionRules } from '../room-versions/rules';
import { ExactJsonParser } from './exact-json-parser';
import type { JsonObject } from './json';

/** A fraction or an exponent; matches inside strings only cost the second parse. */
const SPELLED = /[:[,]\s*-?\d+(?:\.\d|[eE])/;
const decoder = new TextDecoder();

/**
 * The event as it has to be hashed and signed. Before canonical JSON was strict, servers hashed
 * numbers as they had written them (`50.0`, which is no other number than `50`), so these keep their
 * text; anywhere else the event is the one given. `json` is its text.
 */
export function withSpelledNumbers(
  event: JsonObject,
  json: Uint8Array,
  rules: RoomVersionRules,
): JsonObject {
  if (rules.events.strictCanonicalJson) return event;
  const text = decoder.decode(json);
  if (!SPELLED.test(text)) return event;
  const spelled = new ExactJsonParser(text, { keepSpelling: true }).parse() as JsonObject;
  if (event.event_id !== undefined) return spelled;
  const { event_id: _, ...withoutId } = spelled;
  return withoutId;
}
