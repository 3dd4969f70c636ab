import type { IngestReport } from '../reports';
import type { OpenDocument } from './open-room';

/** What was written to `path`. */
export function ingestReport(document: OpenDocument, path: string): IngestReport {
  const { info, storage, importSeconds } = document;
  const events = info.rooms.reduce((sum, room) => sum + room.events, 0);
  return {
    out: path,
    schema: info.schema,
    policy: info.policy,
    rooms: info.rooms.length,
    events,
    snapshots: countOf(storage.stateSnapshots.all()),
    blocks: countOf(storage.stateBlocks.all()),
    seconds: importSeconds,
    events_per_second: importSeconds > 0 ? events / importSeconds : 0,
  };
}

function countOf(rows: Iterable<unknown>): number {
  let count = 0;
  for (const _ of rows) count += 1;
  return count;
}
