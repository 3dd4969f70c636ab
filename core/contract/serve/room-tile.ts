import { RoomscopeError } from '../../base/errors';
import type { LifelineView } from '../../layout/lifeline-view';
import { cutTile } from '../../layout/tiles';
import {
  type BarTile,
  EDGE_STRIDE,
  ROWS_PER_TILE,
  type RoomTile,
  SEGMENT_STRIDE,
  SegmentField,
} from '../room-view';
import type { RoomModel } from './room-model';

/** The rows of one tile. All arrays are copies: they are given away with the answer. */
export function roomTile(model: RoomModel, tile: number): RoomTile {
  const { events, sharing, lanes, lifelines } = model;
  const tiles = Math.ceil(events.count / ROWS_PER_TILE);
  if (tile >= tiles)
    throw new RoomscopeError('usage', `The room has ${tiles} tiles; there is no tile ${tile}.`);
  const from = tile * ROWS_PER_TILE;
  const to = Math.min(events.count, from + ROWS_PER_TILE);
  const nidOf = (snapshot: number) => (snapshot < 0 ? 0 : sharing.snapshots.nid(snapshot));
  return {
    tile,
    from,
    to,
    eventNid: events.eventNid.slice(from, to),
    glyph: model.glyphs.slice(from, to),
    flags: model.flags.slice(from, to),
    lane: lanes.lane.slice(from, to),
    snapshotBefore: Float64Array.from(sharing.before.subarray(from, to), nidOf),
    snapshotAfter: Float64Array.from(sharing.after.subarray(from, to), nidOf),
    edges: cutTile(lanes.edges, EDGE_STRIDE, model.edgesByTile, tile),
    before: barTile(model, lifelines.before, 'before', tile),
    after: barTile(model, lifelines.after, 'after', tile),
  };
}

function barTile(
  model: RoomModel,
  view: LifelineView,
  side: 'before' | 'after',
  tile: number,
): BarTile {
  const { blocks } = model.sharing;
  const from = tile * ROWS_PER_TILE;
  const nidOf = (block: number) => (block < 0 ? 0 : blocks.nid(block));
  const cut = cutTile(view.segments, SEGMENT_STRIDE, model.segmentsByTile[side], tile);
  const segments = Float64Array.from(cut, (value, at) =>
    at % SEGMENT_STRIDE === SegmentField.block ? nidOf(value) : value,
  );
  const perRow = (column: Int32Array) =>
    Float64Array.from(column.subarray(from, from + ROWS_PER_TILE), nidOf);
  return {
    segments,
    newBlock: perRow(view.newBlock),
    secondNewBlock: perRow(view.secondNewBlock),
  };
}
