import { RowFlag, SegmentKind } from '../../core/contract/room-view';
import { type BarBox, barInset, barWidth, barX, bodyBox, capBox, threadOf } from './bar-geometry';
import { type BarStyle, barStyle } from './bar-styles';
import { barState } from './look';
import type { Frame } from './paint-frame';
import { PaintBatches } from './paint-marks';
import { FULL_WIDTH } from './scene';
import { freeDeltaColumn, isCap, type Segment } from './segments';
import { yOfRow } from './viewport';

/** Threads first, then bodies with their outlines, then caps: what is new lies on top. */
interface Layers {
  readonly threads: PaintBatches;
  readonly bodies: PaintBatches;
  readonly edges: PaintBatches;
  readonly caps: PaintBatches;
}

export function paintBars(frame: Frame): void {
  paintGroup(frame, true);
  if (frame.scene.bars.overflow === 0) {
    paintGroup(frame, false);
    return;
  }
  const { canvas, scene, view } = frame;
  canvas.save();
  canvas.beginPath();
  canvas.rect(scene.bars.ruleX + 1, 0, scene.width, view.height);
  canvas.clip();
  paintGroup(frame, false);
  canvas.restore();
}

function paintGroup(frame: Frame, isFull: boolean): void {
  const layers: Layers = {
    threads: new PaintBatches(),
    bodies: new PaintBatches(),
    edges: new PaintBatches(),
    caps: new PaintBatches(),
  };
  for (const segment of frame.segments)
    if (segment.isFull === isFull) addSegment(frame, layers, segment);
  if (!isFull && frame.look.side === 'after') addNotStored(frame, layers);
  for (const layer of [layers.threads, layers.bodies, layers.edges, layers.caps])
    layer.flush(frame.canvas);
}

function addSegment(frame: Frame, layers: Layers, segment: Segment): void {
  const { scene, view, look } = frame;
  const isLow = view.rowHeight < 6;
  const hovered = look.hoveredBlock === segment.blockNid;
  const state = barState(look, segment);
  const style = barStyle(
    segment.isFull,
    hovered && state === 'dim' ? 'plain' : state,
    scene.bars.pitch,
    isLow,
  );
  if (segment.kind === SegmentKind.body) addBody(frame, layers, segment, style, hovered);
  else addThread(frame, layers, segment, style, hovered);
  if (isCap(segment)) addCap(frame, layers, segment, style);
}

function addBody(
  frame: Frame,
  layers: Layers,
  segment: Segment,
  style: BarStyle,
  hovered: boolean,
) {
  const { palette, scene, view } = frame;
  const box = bodyBox(scene, view, segment, frame.scrollX);
  const radius = cornerRadius(box.width, view.rowHeight);
  const body = { colour: palette[style.body.colour], stroke: 0, alpha: style.body.alpha };
  addBox(layers.bodies.path(body), box, radius, 0);
  const edge = hovered ? { colour: 'storage' as const, alpha: 1, width: 1.5 } : style.edge;
  if (!edge) return;
  const paint = { colour: palette[edge.colour], stroke: edge.width, alpha: edge.alpha };
  addBox(layers.edges.path(paint), box, radius, edge.width / 2);
}

function addCap(frame: Frame, layers: Layers, segment: Segment, style: BarStyle): void {
  const { palette, scene, view } = frame;
  const box = capBox(scene, view, segment, frame.scrollX);
  const radius = cornerRadius(box.width, view.rowHeight);
  const cap = { colour: palette[style.cap.colour], stroke: 0, alpha: style.cap.alpha };
  addBox(layers.caps.path(cap), box, radius, 0);
  if (!style.capEdge) return;
  const edge = { colour: palette[style.capEdge.colour], stroke: 1, alpha: style.capEdge.alpha };
  addBox(layers.caps.path(edge), box, radius, 0.5);
}

/** A stem (listed, but replaced) or a connector over rows of another branch. */
function addThread(
  frame: Frame,
  layers: Layers,
  segment: Segment,
  style: BarStyle,
  hovered: boolean,
) {
  const { palette, scene, view } = frame;
  const thread = threadOf(scene, view, segment, frame.scrollX);
  const isGap = segment.kind === SegmentKind.gap;
  const tone = isGap ? style.gap : style.stem;
  const isThin = scene.bars.pitch < 12 || view.rowHeight < 6;
  const path = layers.threads.path({
    colour: palette[hovered ? 'storage' : tone.colour],
    stroke: isGap ? 1.5 : isThin ? 1.25 : 2,
    dash: isGap ? [2, 3] : [],
    alpha: hovered ? 0.9 : tone.alpha,
  });
  path.moveTo(thread.x, Math.max(-8, thread.from));
  path.lineTo(thread.x, Math.min(view.height + 8, thread.to));
}

/** State after: the event's own entry, where no snapshot holds it. */
function addNotStored(frame: Frame, layers: Layers): void {
  const { pages, palette, scene, view } = frame;
  if (frame.detail === 'ticks') return;
  const inset = barInset(view.rowHeight);
  for (let row = frame.from; row < frame.to; row++) {
    const facts = pages.factsOfRow(row);
    if (!facts || (facts.flags & RowFlag.afterNotStored) === 0) continue;
    const box = {
      x: barX(scene, false, freeDeltaColumn(frame.segments, row), frame.scrollX),
      y: yOfRow(view, row) + inset,
      width: barWidth(scene.bars, false),
      height: view.rowHeight - 2 * inset,
    };
    const radius = cornerRadius(box.width, view.rowHeight);
    addBox(layers.caps.path({ colour: palette.bg, stroke: 0 }), box, radius, 0);
    addBox(
      layers.caps.path({ colour: palette.storage, stroke: 1.5, dash: [3, 2.2] }),
      box,
      radius,
      0.75,
    );
  }
}

function cornerRadius(width: number, rowHeight: number): number {
  return rowHeight < 6 && width < FULL_WIDTH ? Math.min(2, width / 3) : Math.min(3.5, width / 2);
}

function addBox(path: Path2D, box: BarBox, radius: number, inside: number): void {
  const width = box.width - inside * 2;
  const height = Math.max(0, box.height - inside * 2);
  const r = Math.max(0, Math.min(radius - inside, height / 2));
  path.roundRect(box.x + inside, box.y + inside, width, height, r);
}
