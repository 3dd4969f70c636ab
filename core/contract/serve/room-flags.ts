import type { RoomSharing } from '../../analysis/sharing/room-sharing';
import { targetsOf } from '../../base/csr';
import type { RoomEvents } from '../../roomserver/internal/query/room-events';
import { setsState } from '../../roomserver/internal/query/state-at';
import { MAX_BLOCKS } from '../../roomserver/state/compose';
import { RowFlag } from '../room-view';
import { eventVerdict } from './event-verdict';

/** The bits of `RowFlag` for every row. O(rows). */
export function rowFlags(events: RoomEvents, sharing: RoomSharing): Uint16Array {
  const flags = new Uint16Array(events.count);
  for (let row = 0; row < events.count; row++)
    flags[row] = eventBits(events, row) | stateBits(events, sharing, row);
  markFirstRows(flags, sharing.before, RowFlag.newSnapshotBefore);
  markFirstRows(flags, sharing.after, RowFlag.newSnapshotAfter);
  for (let row = 0; row < events.count; row++)
    flags[row] = (flags[row] ?? 0) | limitBits(events, sharing, row, flags[row] ?? 0);
  return flags;
}

/** Held and missing prev events. */
export function parentCount(events: RoomEvents, row: number): number {
  return targetsOf(events.prev, row).length + (events.missingPrev.get(row)?.length ?? 0);
}

function eventBits(events: RoomEvents, row: number): number {
  let bits = verdictBits(events, row);
  if (parentCount(events, row) > 1) bits |= RowFlag.merge;
  if (events.redacted[row] === 1) bits |= RowFlag.redacted;
  if (events.incomplete[row] === 1) bits |= RowFlag.incomplete;
  if (events.forwardExtremity[row] === 1) bits |= RowFlag.forwardExtremity;
  if (events.missingPrev.has(row)) bits |= RowFlag.missingParent;
  if (events.isState[row] === 1) bits |= RowFlag.stateEvent;
  return bits;
}

/**
 * Most events are accepted and sent: only the others are worth a look at their ladder. A Dendrite does not
 * record soft failure, so there "not sent" is all that can be said.
 */
function verdictBits(events: RoomEvents, row: number): number {
  if (events.rejected[row] === 1) return RowFlag.rejected;
  if (events.sent[row] === 1) return 0;
  const { verdict } = eventVerdict(events, row);
  if (verdict === 'soft_failed') return RowFlag.softFailed;
  if (verdict === 'outlier') return RowFlag.outlier;
  return events.recorded ? 0 : RowFlag.notSent;
}

function stateBits(events: RoomEvents, sharing: RoomSharing, row: number): number {
  const known = (sharing.before[row] ?? -1) >= 0;
  const stored = (sharing.after[row] ?? -1) >= 0;
  return known && !stored && setsState(events, row) ? RowFlag.afterNotStored : 0;
}

function markFirstRows(flags: Uint16Array, snapshotOf: Int32Array, flag: number): void {
  const seen = new Set<number>();
  for (const [row, snapshot] of snapshotOf.entries()) {
    if (snapshot < 0 || seen.has(snapshot)) continue;
    seen.add(snapshot);
    flags[row] = (flags[row] ?? 0) | flag;
  }
}

function limitBits(events: RoomEvents, sharing: RoomSharing, row: number, flags: number): number {
  let bits = 0;
  if (flags & RowFlag.newSnapshotBefore && sharing.origin(row) === 'limit')
    bits |= RowFlag.limitBefore;
  if (flags & RowFlag.newSnapshotAfter && setsState(events, row)) {
    const before = targetsOf(sharing.lists, sharing.before[row] ?? -1).length;
    const after = targetsOf(sharing.lists, sharing.after[row] ?? -1).length;
    if (before >= MAX_BLOCKS && after === 1) bits |= RowFlag.limitAfter;
  }
  return bits;
}
