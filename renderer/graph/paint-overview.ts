import type { OverviewCount, RoomOverview } from '../../core/contract/room-view';
import { bucketRow, countsOf, HEAT_LEVELS, heatRuns, maximaOf } from './overview';
import type { FrameInput } from './paint-frame';
import { PaintBatches } from './paint-marks';
import type { Colour } from './palette';
import { FULL_WIDTH, KIND_COLUMNS, kindsX } from './scene';
import { yOfRow } from './viewport';

/** The strips from left to right, and the colour of each. */
export const STRIPS: readonly (readonly [count: OverviewCount, colour: Colour])[] = [
  ['state', 'node'],
  ['member', 'member'],
  ['power', 'power'],
  ['merge', 'text2'],
  ['fork', 'edge'],
  ['outlier', 'text3'],
  ['refused', 'refuse'],
];

/** Lower marks than this cannot be seen. */
const MIN_MARK = 2;
/** Faintest first; in each colour one path per level. */
const ALPHA = [0, 0.4, 0.6, 0.8, 1];

/** Several rows to a pixel: silhouettes of lanes and of blocks, and how much happens beside them. */
export function paintOverview(input: FrameInput): void {
  const { canvas, palette, scene, view, look, overview } = input;
  canvas.fillStyle = palette.bg;
  canvas.fillRect(0, 0, scene.width, view.height);
  canvas.fillStyle = palette.surface;
  canvas.fillRect(scene.paneX, 0, scene.width - scene.paneX, view.height);
  if (look.selectedRow !== null) {
    canvas.fillStyle = palette.accent;
    canvas.fillRect(0, Math.round(yOfRow(view, look.selectedRow)), scene.width, 2);
  }
  canvas.fillStyle = palette.line;
  canvas.fillRect(scene.paneX, 0, 1, view.height);
  if (!overview) return;
  const batches = new PaintBatches();
  addLanes(input, overview, batches);
  STRIPS.forEach(([name, colour], column) => {
    const x = kindsX(scene) + column * KIND_COLUMNS.pitch;
    addHeat(input, overview, batches, { name, colour, x, width: KIND_COLUMNS.width });
  });
  addBlocks(input, overview, batches);
  batches.flush(canvas);
}

function addLanes(
  { palette, scene, view }: FrameInput,
  overview: RoomOverview,
  batches: PaintBatches,
) {
  const widths = maximaOf(overview, 'lanes');
  const path = batches.path({ colour: palette.edge, stroke: 0, alpha: 0.75 });
  const left = scene.lanes.first - 2;
  addSilhouette(path, widths, (bucket) => yOfRow(view, bucketRow(overview, bucket)), {
    left,
    // One lane is a line of 4 px, as the lanes of low rows stand.
    widthOf: (lanes) => (lanes === 0 ? 0 : 4 + (lanes - 1) * scene.lanes.pitch),
  });
}

interface Strip {
  readonly name: OverviewCount;
  readonly colour: Colour;
  readonly x: number;
  readonly width: number;
}

/** Neighbours of one level as one box; a refusal is crossed, so that it is told without its colour. */
function addHeat(
  { palette, view }: FrameInput,
  overview: RoomOverview,
  batches: PaintBatches,
  { name, colour, x, width }: Strip,
): void {
  for (const { from, to, level } of heatRuns(countsOf(overview, name))) {
    const y = yOfRow(view, bucketRow(overview, from));
    const height = Math.max(MIN_MARK, yOfRow(view, bucketRow(overview, to)) - y);
    if (y > view.height || y + height < 0) continue;
    const alpha = ALPHA[level] ?? ALPHA[HEAT_LEVELS] ?? 1;
    batches.path({ colour: palette[colour], stroke: 0, alpha }).rect(x, y, width, height);
    if (name !== 'refused') continue;
    const cross = batches.path({ colour: palette.refuse, stroke: 1.5 });
    addCross(cross, x + width + 5, y + height / 2, 2.5);
  }
}

export function addCross(path: Path2D, x: number, y: number, half: number): void {
  path.moveTo(x - half, y - half);
  path.lineTo(x + half, y + half);
  path.moveTo(x + half, y - half);
  path.lineTo(x - half, y + half);
}

/** How many blocks a snapshot lists, as wide as their bars would stand; new ones are churn strips. */
function addBlocks(input: FrameInput, overview: RoomOverview, batches: PaintBatches): void {
  const { palette, scene, view, look } = input;
  const { bars } = scene;
  const isBefore = look.side === 'before';
  const listed = maximaOf(overview, isBefore ? 'blocksBefore' : 'blocksAfter');
  const left = bars.deltaX + FULL_WIDTH + 4;
  const most = listed.reduce((max, value) => Math.max(max, value), 1);
  const perBlock = Math.min(bars.pitch, Math.max(0, scene.width - 16 - left) / most);
  const path = batches.path({ colour: palette.st1b, stroke: 0 });
  addSilhouette(path, listed, (bucket) => yOfRow(view, bucketRow(overview, bucket)), {
    left,
    widthOf: (blocks) => blocks * perBlock,
  });
  const width = FULL_WIDTH;
  const [full, delta] = isBefore
    ? (['fullBefore', 'deltaBefore'] as const)
    : (['fullAfter', 'deltaAfter'] as const);
  addHeat(input, overview, batches, { name: full, colour: 'st2', x: bars.fullX, width });
  addHeat(input, overview, batches, { name: delta, colour: 'st1', x: bars.deltaX, width });
}

interface SilhouetteShape {
  readonly left: number;
  widthOf(value: number): number;
}

/** Neighbours of one width as one box. */
export function addSilhouette(
  path: Path2D,
  values: Uint16Array,
  yOf: (bucket: number) => number,
  { left, widthOf }: SilhouetteShape,
): void {
  for (let from = 0; from < values.length; ) {
    let to = from + 1;
    while (to < values.length && values[to] === values[from]) to++;
    const width = widthOf(values[from] ?? 0);
    if (width > 0) path.rect(left, yOf(from), width, yOf(to) - yOf(from));
    from = to;
  }
}
