import type { Signing } from '../../base/platform-port';
import type { Work } from '../../base/work';
import { checkSignatures } from '../../matrix/event/check-signatures';
import { isObject } from '../../matrix/event/json';
import { parseJson } from '../../matrix/event/parse-json';
import { withSpelledNumbers } from '../../matrix/event/spelled-numbers';
import type { RoomReport } from '../reports';
import type { OpenRoom } from './open-room';

const ROWS_PER_BREATH = 64;

/**
 * How many events are signed as they must be. What an import found, or an earlier one recorded in
 * the database, unless keys were given to a database: then its stored events are checked with those.
 */
export async function countSignatures(
  room: OpenRoom,
  signing: Signing,
  work: Work,
): Promise<RoomReport['signatures']> {
  const { events, document, row } = room;
  const isImported = document.imported.has(row.roomId);
  if (!isImported && document.keys.size > 0) return countStored(room, signing, work);
  const counts = { valid: 0, invalid: 0, unchecked: 0 };
  for (let at = 0; at < events.count; at += 1) {
    const recorded = events.signatures(at);
    if (recorded === 'valid' || recorded === 'invalid') counts[recorded] += 1;
    else counts.unchecked += 1;
  }
  return counts;
}

async function countStored(
  room: OpenRoom,
  signing: Signing,
  work: Work,
): Promise<RoomReport['signatures']> {
  const { storage, row, rules, document, events } = room;
  const decoder = new TextDecoder();
  const counts = { valid: 0, invalid: 0, unchecked: 0 };
  let done = 0;
  for (const [, json] of storage.events.jsonOfRoom(row.roomNid)) {
    if (done % ROWS_PER_BREATH === 0)
      await work.breathe({ phase: 'Checking signatures', done, total: events.count });
    done += 1;
    const event = parseJson(decoder.decode(json));
    if (!isObject(event)) {
      counts.unchecked += 1;
      continue;
    }
    const signed = withSpelledNumbers(event, json, rules);
    counts[checkSignatures(signed, rules, document.keys, signing).check] += 1;
  }
  return counts;
}
