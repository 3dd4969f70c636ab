import { EventTexts } from '../../analysis/event-texts';
import { compareParents, type ParentComparison } from '../../analysis/merge/merge-states';
import { roomNames, sampleNames, typesOf } from '../../analysis/room-names';
import { loadRoomSharing, type RoomSharing } from '../../analysis/sharing/room-sharing';
import type { Names } from '../../analysis/text/names';
import { KeyLabels } from '../../analysis/text/type-labels';
import type { Csr } from '../../base/csr';
import type { Work } from '../../base/work';
import { type LaneLayout, layoutLanes } from '../../layout/lanes';
import { type Lifelines, layoutLifelines } from '../../layout/lifelines';
import { indexEdges, indexSegments } from '../../layout/tiles';
import type { RoomEvents } from '../../roomserver/internal/query/room-events';
import type { StateStorage } from '../../roomserver/state/state-storage';
import { type RoomCounts, RowFlag } from '../room-view';
import type { OpenRoom } from './open-room';
import { RecentMap } from './recent-map';
import { roomCounts } from './room-counts';
import { rowFlags } from './room-flags';
import { rowGlyphs } from './room-glyphs';

/** One room laid out: everything that its screen asks for is cut from this. */
export interface RoomModel {
  readonly room: OpenRoom;
  readonly events: RoomEvents;
  readonly states: StateStorage;
  readonly sharing: RoomSharing;
  readonly names: Names;
  readonly keys: KeyLabels;
  readonly texts: EventTexts;
  readonly glyphs: Uint8Array;
  readonly flags: Uint16Array;
  readonly counts: RoomCounts;
  readonly lanes: LaneLayout;
  readonly lifelines: Lifelines;
  readonly edgesByTile: Csr;
  readonly segmentsByTile: { readonly before: Csr; readonly after: Csr };
  /** The parents of a merge compared; null where that cannot be. Recent answers are kept. */
  parentsOf(row: number): ParentComparison | null;
  /** Lists of state entries in the order in which they are shown; recent ones are kept. */
  readonly entryLists: RecentMap<readonly number[]>;
}

const KEPT_MERGES = 4096;
const KEPT_ENTRY_LISTS = 8;

/** Lays the room out when first asked. */
export function roomModel(room: OpenRoom, work: Work): Promise<RoomModel> {
  return room.memo.get('room-model', () => loadRoomModel(room, work));
}

async function loadRoomModel(room: OpenRoom, work: Work): Promise<RoomModel> {
  const { events, state: states, storage } = room;
  const sharing = await loadRoomSharing(events, states, work);
  const isSample = room.document.info.kind === 'sample';
  const names = isSample ? sampleNames(events, storage) : roomNames(events, storage);
  const keys = new KeyLabels(typesOf(events, storage), names);
  await work.breathe({ phase: 'Laying out rows', done: 0, total: events.count });
  const flags = rowFlags(events, sharing);
  const layout = await layOut(events, sharing, flags, work);
  const merges = new RecentMap<ParentComparison | null>(KEPT_MERGES);
  return {
    room,
    events,
    states,
    sharing,
    names,
    keys,
    texts: new EventTexts({ storage, events, states, names, keys }),
    glyphs: rowGlyphs(events, storage),
    flags,
    counts: roomCounts(events, sharing, flags),
    ...layout,
    parentsOf: (row) => merges.get(String(row), () => compareParents(events, states, row)),
    entryLists: new RecentMap(KEPT_ENTRY_LISTS),
  };
}

async function layOut(events: RoomEvents, sharing: RoomSharing, flags: Uint16Array, work: Work) {
  const rows = events.count;
  const refused = Uint8Array.from(flags, (bits) =>
    bits & (RowFlag.rejected | RowFlag.softFailed) ? 1 : 0,
  );
  const lanes = layoutLanes({ rows, parents: events.prev, refused });
  await work.breathe({ phase: 'Laying out blocks', done: 0, total: rows });
  const lifelines = layoutLifelines({
    rows,
    snapshotBefore: sharing.before,
    // Where the state after is not stored the bars of the state before stand in.
    snapshotAfter: sharing.after.map((after, row) =>
      after < 0 ? (sharing.before[row] ?? -1) : after,
    ),
    snapshots: sharing.lists,
    inForce: sharing.inForce,
    full: sharing.full,
  });
  await work.breathe({ phase: 'Laying out blocks', done: rows, total: rows });
  return {
    lanes,
    lifelines,
    edgesByTile: indexEdges(lanes.edges, rows),
    segmentsByTile: {
      before: indexSegments(lifelines.before.segments, rows),
      after: indexSegments(lifelines.after.segments, rows),
    },
  };
}
