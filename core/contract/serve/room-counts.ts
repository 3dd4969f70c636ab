import type { RoomSharing } from '../../analysis/sharing/room-sharing';
import type { RoomEvents } from '../../roomserver/internal/query/room-events';
import { type RoomCounts, RowFlag } from '../room-view';

/** What the status bar says about a room. */
export function roomCounts(
  events: RoomEvents,
  sharing: RoomSharing,
  flags: Uint16Array,
): RoomCounts {
  const withFlag = (flag: number) =>
    flags.reduce((count, bits) => (bits & flag ? count + 1 : count), 0);
  const rejected = withFlag(RowFlag.rejected);
  const softFailed = withFlag(RowFlag.softFailed);
  const outliers = withFlag(RowFlag.outlier);
  return {
    accepted: events.count - rejected - softFailed - outliers,
    rejected,
    notSent: withFlag(RowFlag.notSent),
    softFailed,
    outliers,
    incomplete: withFlag(RowFlag.incomplete),
    redacted: withFlag(RowFlag.redacted),
    forwardExtremities: withFlag(RowFlag.forwardExtremity),
    blocks: sharing.blocks.size,
    snapshots: sharing.snapshots.size,
    snapshotsBeforeNoEvent: beforeNoEvent(sharing),
    entries: sum(sharing.entries),
    fullCopyEntries: sum(sharing.size),
    statesAfterNotStored: withFlag(RowFlag.afterNotStored),
  };
}

function beforeNoEvent({ rowsBefore, snapshots }: RoomSharing): number {
  let count = 0;
  for (let snapshot = 0; snapshot < snapshots.size; snapshot++)
    if (rowsBefore.start[snapshot] === rowsBefore.start[snapshot + 1]) count++;
  return count;
}

function sum(numbers: Int32Array): number {
  return numbers.reduce((total, number) => total + number, 0);
}
