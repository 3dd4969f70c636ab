import { targetsOf } from '../../base/csr';
import type { Hashing, Platform } from '../../base/platform-port';
import type { Work } from '../../base/work';
import type { JsonObject } from '../../matrix/event/json';
import { parseJson } from '../../matrix/event/parse-json';
import type { ReceivedPdu } from '../../matrix/event/pdu';
import { receivePdu } from '../../matrix/event/receive-pdu';
import type { RoomEvents } from '../../roomserver/internal/query/room-events';
import type { EventNid } from '../../roomserver/types/nids';
import type { RefusedEvent, RoomReport } from '../reports';
import { eventVerdict, NOT_RECORDED } from './event-verdict';
import type { OpenRoom } from './open-room';
import { countSignatures } from './room-signatures';

const ROWS_PER_BREATH = 512;

/** Everything that `info` says about a room: what is there, what is missing, what was refused. */
export async function roomReport(
  room: OpenRoom,
  { hashing, signing }: Pick<Platform, 'hashing' | 'signing'>,
  work: Work,
): Promise<RoomReport> {
  const { events, row, document } = room;
  const facts = document.imported.get(row.roomId);
  const hashes = facts
    ? { idMismatches: facts.idMismatches, hashMismatches: recordedMismatches(events) }
    : await recomputeHashes(room, hashing, work);
  return {
    room_id: row.roomId,
    room_version: row.roomVersion,
    events: events.count,
    state_events: rowsWhere(events, (at) => events.isState[at] === 1).length,
    edges: events.prev.targets.length,
    ...shape(events),
    forward_extremities: ids(
      events,
      rowsWhere(events, (at) => events.forwardExtremity[at] === 1),
    ),
    missing_prev: distinct(events.missingPrev),
    missing_auth: distinct(events.missingAuth),
    incomplete: ids(
      events,
      rowsWhere(events, (at) => events.incomplete[at] === 1),
    ),
    redacted: ids(
      events,
      rowsWhere(events, (at) => events.redacted[at] === 1),
    ),
    id_mismatches: hashes.idMismatches,
    hash_mismatches: hashes.hashMismatches,
    duplicates: facts?.duplicates ?? 0,
    signatures: await countSignatures(room, signing, work),
    ...(await verdicts(events, work)),
  };
}

/** Forks, merges, leaves and roots of the graph of prev events. */
function shape(events: RoomEvents): Pick<RoomReport, 'forks' | 'merges' | 'leaves' | 'roots'> {
  const parents = (at: number) =>
    targetsOf(events.prev, at).length + (events.missingPrev.get(at)?.length ?? 0);
  return {
    forks: rowsWhere(events, (at) => targetsOf(events.children, at).length >= 2).length,
    merges: rowsWhere(events, (at) => parents(at) >= 2).length,
    leaves: ids(
      events,
      rowsWhere(events, (at) => targetsOf(events.children, at).length === 0),
    ),
    roots: ids(
      events,
      rowsWhere(events, (at) => targetsOf(events.prev, at).length === 0),
    ),
  };
}

async function verdicts(
  events: RoomEvents,
  work: Work,
): Promise<Pick<RoomReport, 'verdicts' | 'refused'>> {
  const counts = { accepted: 0, rejected: 0, soft_failed: 0, outlier: 0 };
  const refused: RefusedEvent[] = [];
  for (let at = 0; at < events.count; at += 1) {
    if (at % ROWS_PER_BREATH === 0)
      await work.breathe({ phase: 'Reading verdicts', done: at, total: events.count });
    const { verdict, failed } = eventVerdict(events, at);
    counts[verdict] += 1;
    if (verdict !== 'rejected' && verdict !== 'soft_failed') continue;
    refused.push({
      event_id: events.eventId[at] ?? '',
      verdict,
      level: failed?.level ?? null,
      rule_id: failed?.refusal.ruleId ?? null,
      because: failed?.refusal.because ?? NOT_RECORDED,
      evidence: failed?.refusal.evidence ?? [],
    });
  }
  return { verdicts: counts, refused };
}

interface HashFindings {
  readonly idMismatches: readonly string[];
  readonly hashMismatches: readonly string[];
}

function recordedMismatches(events: RoomEvents): readonly string[] {
  return ids(
    events,
    rowsWhere(events, (at) => events.contentHash(at) === 'mismatch'),
  );
}

/** A database says nothing about hashes: they are computed from the stored bytes. */
async function recomputeHashes(
  room: OpenRoom,
  hashing: Hashing,
  work: Work,
): Promise<HashFindings> {
  const { events, rules, storage } = room;
  const decoder = new TextDecoder();
  const idMismatches: string[] = [];
  const hashMismatches: string[] = [];
  let done = 0;
  for (const [nid, json] of storage.events.jsonOfRoom(room.row.roomNid)) {
    if (done % ROWS_PER_BREATH === 0)
      await work.breathe({ phase: 'Checking hashes', done, total: events.count });
    done += 1;
    const value = parseJson(decoder.decode(json)) as JsonObject;
    const received = receivePdu(value, json, rules, hashing);
    const eventId = storedId(events, nid);
    if (!received.ok || received.value.contentHash === 'mismatch') hashMismatches.push(eventId);
    if (received.ok && hasOtherId(received.value, eventId)) idMismatches.push(eventId);
  }
  return { idMismatches, hashMismatches };
}

/** Another ID is stored, or given in the event itself, than its hash gives. */
function hasOtherId({ pdu, givenEventId }: ReceivedPdu, storedEventId: string): boolean {
  return pdu.eventId !== storedEventId || givenEventId !== null;
}

function storedId(events: RoomEvents, nid: EventNid): string {
  return events.eventId[events.rowOfNid(nid)] ?? '';
}

function rowsWhere(events: RoomEvents, holds: (row: number) => boolean): number[] {
  const rows: number[] = [];
  for (let at = 0; at < events.count; at += 1) if (holds(at)) rows.push(at);
  return rows;
}

function ids(events: RoomEvents, rows: readonly number[]): string[] {
  return rows.map((at) => events.eventId[at] ?? '');
}

function distinct(missing: ReadonlyMap<number, readonly string[]>): string[] {
  return [...new Set([...missing.values()].flat())];
}
