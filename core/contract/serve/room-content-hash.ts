import { nobleHashing } from '../../base/noble-hashing';
import { contentHash } from '../../matrix/event/hashes';
import { isObject } from '../../matrix/event/json';
import { parseJson } from '../../matrix/event/parse-json';
import { withSpelledNumbers } from '../../matrix/event/spelled-numbers';
import type { RoomVersionRules } from '../../matrix/room-versions/rules';
import type { RoomEvents } from '../../roomserver/internal/query/room-events';

/** What the content hash says about the stored copy; checked here where no import recorded it. */
export function contentHashText(
  events: RoomEvents,
  row: number,
  json: string,
  rules: RoomVersionRules,
): string {
  const outcome = events.contentHash(row) || check(events, row, json, rules);
  switch (outcome) {
    case 'valid':
      return 'Valid';
    case 'redacted':
      return 'Redacted: the content that was hashed is gone';
    default:
      return 'Does not match the content';
  }
}

function check(events: RoomEvents, row: number, json: string, rules: RoomVersionRules): string {
  if (events.redacted[row] === 1) return 'redacted';
  const event = parseJson(json);
  if (!isObject(event) || !isObject(event.hashes)) return 'mismatch';
  const hashed = withSpelledNumbers(event, new TextEncoder().encode(json), rules);
  return contentHash(hashed, nobleHashing) === event.hashes.sha256 ? 'valid' : 'mismatch';
}
