import { targetsOf } from '../../base/csr';
import { RoomscopeError } from '../../base/errors';
import type { Work } from '../../base/work';
import { laneWidth } from '../../layout/lane-width';
import type { LifelineView } from '../../layout/lifeline-view';
import { Pyramid } from '../../layout/pyramid';
import {
  GLYPHS,
  MAX_OVERVIEW_BUCKETS,
  OVERVIEW_COUNTS,
  OVERVIEW_MAXIMA,
  type OverviewCount,
  type OverviewMaximum,
  type RoomOverview,
  RowFlag,
} from '../room-view';
import type { RoomModel } from './room-model';

/** Rows `from` to `to` in at most `buckets` parts. Costs the buckets, not the rows. */
export async function roomOverview(
  model: RoomModel,
  asked: { readonly from: number; readonly to: number; readonly buckets: number },
  work: Work,
): Promise<RoomOverview> {
  const rows = model.events.count;
  const { from, to } = asked;
  if (from >= to || to > rows)
    throw new RoomscopeError(
      'usage',
      `The room has rows 0 to ${rows} (exclusive); rows ${from} to ${to} are no part of them.`,
    );
  if (asked.buckets < 1 || asked.buckets > MAX_OVERVIEW_BUCKETS)
    throw new RoomscopeError(
      'usage',
      `An overview has 1 to ${MAX_OVERVIEW_BUCKETS} buckets, not ${asked.buckets}.`,
    );
  const buckets = Math.min(asked.buckets, to - from);
  const pyramid = await model.room.memo.get('pyramid', () => buildPyramid(model, work));
  return { from, to, buckets, ...pyramid.buckets(from, to, buckets) };
}

async function buildPyramid(model: RoomModel, work: Work): Promise<Pyramid> {
  await work.breathe({ phase: 'Laying out the overview', done: 0, total: model.events.count });
  const counts = countColumns(model);
  const maxima = maximumColumns(model);
  return Pyramid.build(
    {
      rows: model.events.count,
      counts: OVERVIEW_COUNTS.map((name) => counts[name]),
      maxima: OVERVIEW_MAXIMA.map((name) => maxima[name]),
    },
    work,
  );
}

/** O(rows) each. */
function countColumns(model: RoomModel): Readonly<Record<OverviewCount, Uint8Array>> {
  const { events, flags, lifelines } = model;
  const { start } = events.children;
  const flagged = (bits: number) => Uint8Array.from(flags, (flag) => (flag & bits ? 1 : 0));
  return {
    ...kindColumns(model),
    merge: flagged(RowFlag.merge),
    fork: Uint8Array.from(flags, (_, row) =>
      (start[row + 1] ?? 0) - (start[row] ?? 0) > 1 ? 1 : 0,
    ),
    refused: flagged(RowFlag.rejected | RowFlag.softFailed),
    outlier: flagged(RowFlag.outlier),
    fullBefore: newBlocks(model, lifelines.before, 1),
    deltaBefore: newBlocks(model, lifelines.before, 0),
    fullAfter: newBlocks(model, lifelines.after, 1),
    deltaAfter: newBlocks(model, lifelines.after, 0),
  };
}

/** As the ticks of low rows: power, membership, and every other state. */
function kindColumns({ glyphs }: RoomModel) {
  const ofGlyphs = (...names: readonly (typeof GLYPHS)[number][]) => {
    const wanted = new Set(names.map((name) => GLYPHS.indexOf(name)));
    return Uint8Array.from(glyphs, (glyph) => (wanted.has(glyph) ? 1 : 0));
  };
  return {
    state: ofGlyphs('create', 'state'),
    member: ofGlyphs('member', 'member-by-other'),
    power: ofGlyphs('power'),
  };
}

function newBlocks({ sharing }: RoomModel, view: LifelineView, full: 0 | 1): Uint8Array {
  const one = (block: number) => (block >= 0 && sharing.full[block] === full ? 1 : 0);
  return Uint8Array.from(
    view.newBlock,
    (block, row) => one(block) + one(view.secondNewBlock[row] ?? -1),
  );
}

function maximumColumns({
  lanes,
  sharing,
}: RoomModel): Readonly<Record<OverviewMaximum, Uint16Array>> {
  const listed = (snapshots: Int32Array) =>
    Uint16Array.from(snapshots, (snapshot) =>
      snapshot < 0 ? 0 : targetsOf(sharing.lists, snapshot).length,
    );
  return {
    lanes: laneWidth(lanes),
    blocksBefore: listed(sharing.before),
    blocksAfter: listed(sharing.after),
  };
}
