import type { OverviewCount, RoomOverview } from '../../../core/contract/room-view';
import { countsOf, HEAT_LEVELS, heatRuns, maximaOf } from '../overview';
import { PaintBatches } from '../paint-marks';
import { addCross, addSilhouette } from '../paint-overview';
import type { Colour, Palette } from '../palette';

export const MINIMAP_WIDTH = 52;

const LANES = { left: 8, width: 14, lane: 6 } as const;
const KINDS: readonly (readonly [count: OverviewCount, colour: Colour, x: number])[] = [
  ['state', 'node', 24],
  ['member', 'member', 28],
  ['power', 'power', 32],
];
const KIND_WIDTH = 4;
const REFUSED_X = 40;
/** Fewer pixels between crosses would make one blot of them. */
const CROSS_PITCH = 6;

/** The whole room in one strip. Costs the strip's pixels. */
export function paintMinimap(
  canvas: CanvasRenderingContext2D,
  palette: Palette,
  overview: RoomOverview,
  height: number,
): void {
  canvas.fillStyle = palette.surface;
  canvas.fillRect(0, 0, MINIMAP_WIDTH, height);
  const yOf = (bucket: number) => (bucket / overview.buckets) * height;
  const batches = new PaintBatches();
  const lanes = maximaOf(overview, 'lanes');
  const most = lanes.reduce((max, value) => Math.max(max, value), 1);
  const perLane = Math.min(LANES.lane, LANES.width / most);
  addSilhouette(batches.path({ colour: palette.line2, stroke: 0 }), lanes, yOf, {
    left: LANES.left,
    widthOf: (value) => value * perLane,
  });
  for (const [name, colour, x] of KINDS)
    for (const { from, to, level } of heatRuns(countsOf(overview, name))) {
      const alpha = 0.4 + (0.6 * level) / HEAT_LEVELS;
      const path = batches.path({ colour: palette[colour], stroke: 0, alpha });
      path.rect(x, yOf(from), KIND_WIDTH, Math.max(1.5, yOf(to) - yOf(from)));
    }
  addRefused(batches, palette, overview, yOf);
  batches.flush(canvas);
}

function addRefused(
  batches: PaintBatches,
  palette: Palette,
  overview: RoomOverview,
  yOf: (bucket: number) => number,
): void {
  const path = batches.path({ colour: palette.refuse, stroke: 1.5 });
  let last = Number.NEGATIVE_INFINITY;
  for (const { from, to } of heatRuns(countsOf(overview, 'refused')))
    for (let bucket = from; bucket < to; bucket++) {
      const y = yOf(bucket + 0.5);
      if (y - last < CROSS_PITCH) continue;
      addCross(path, REFUSED_X, y, 2.2);
      last = y;
    }
}
