import { curveBumpY } from 'd3-shape';
import { RowFlag } from '../../core/contract/room-view';
import { type Edge, edgesOfRows, isPortal } from './edges';
import { centreOfRow, type Frame } from './paint-frame';
import type { Colour } from './palette';
import { laneX } from './scene';
import { yOfRow } from './viewport';

/** How far a portal's number stands from the middle of its row, both ways. */
const PORTAL_NUMBER = 10;

interface EdgeStyle {
  readonly colour: Colour;
  readonly width: number;
  readonly dash: readonly number[];
}

const REFUSED: EdgeStyle = { colour: 'refuse', width: 1.4, dash: [3, 3] };
const ACCEPTED: EdgeStyle = { colour: 'edge', width: 1.6, dash: [] };
const ANCESTRY: EdgeStyle = { colour: 'accent', width: 2.2, dash: [] };
const MISSING: EdgeStyle = { colour: 'text3', width: 1.6, dash: [1.6, 2.4] };
const EXTREMITY: EdgeStyle = { colour: 'node', width: 1.6, dash: [] };

/** Refused edges below accepted ones, the selected event's own on top; one path per kind. */
export function paintEdges(frame: Frame): void {
  const edges = edgesOfRows(frame.pages, frame.from, frame.to);
  const { selectedRow } = frame.look;
  const own = (edge: Edge) => edge.childRow === selectedRow;
  stroke(
    frame,
    REFUSED,
    edges.filter((edge) => edge.refused && !own(edge)),
  );
  stroke(
    frame,
    ACCEPTED,
    edges.filter((edge) => !edge.refused && !own(edge)),
  );
  stroke(frame, ANCESTRY, edges.filter(own));
  if (frame.detail !== 'labels') return;
  paintStubs(frame);
  paintPortalNumbers(frame, edges.filter(isPortal));
}

/** Beside each stub the event at the other end: its NID, or its row where that is all we know. */
function paintPortalNumbers(frame: Frame, portals: readonly Edge[]): void {
  const { canvas, palette, pages, scene } = frame;
  canvas.font = '500 9px "Inter Variable", system-ui, sans-serif';
  canvas.fillStyle = palette.text3;
  canvas.textBaseline = 'middle';
  const name = (row: number) => String(pages.factsOfRow(row)?.eventNid ?? `row ${row + 1}`);
  for (const edge of portals) {
    const parentY = centreOfRow(frame, edge.parentRow) + PORTAL_NUMBER;
    canvas.fillText(name(edge.childRow), laneX(scene, edge.parentLane) + PORTAL_NUMBER, parentY);
    const childY = centreOfRow(frame, edge.childRow) - PORTAL_NUMBER;
    canvas.fillText(name(edge.parentRow), laneX(scene, edge.childLane) + PORTAL_NUMBER, childY);
  }
}

function stroke(frame: Frame, style: EdgeStyle, edges: readonly Edge[]): void {
  if (edges.length === 0) return;
  const path = new Path2D();
  const curve = curveBumpY(path);
  for (const edge of edges) {
    if (isPortal(edge)) addPortal(frame, path, edge);
    else addEdge(frame, curve, edge);
  }
  strokePath(frame, path, style);
}

function strokePath({ canvas, palette, detail }: Frame, path: Path2D, style: EdgeStyle): void {
  canvas.strokeStyle = palette[style.colour];
  canvas.lineWidth = detail === 'ticks' ? Math.max(1, style.width - 0.4) : style.width;
  canvas.setLineDash([...style.dash]);
  canvas.stroke(path);
  canvas.setLineDash([]);
}

type Curve = ReturnType<typeof curveBumpY>;

/** Bends into its lane within the row after the parent, out of it within the row before the child. */
function addEdge(frame: Frame, curve: Curve, edge: Edge): void {
  const { rowHeight } = frame.view;
  const parentY = centreOfRow(frame, edge.parentRow);
  const childY = centreOfRow(frame, edge.childRow);
  const x = laneX(frame.scene, edge.lane);
  curve.lineStart();
  curve.point(laneX(frame.scene, edge.parentLane), parentY);
  if (edge.childRow - edge.parentRow > 1) {
    curve.point(x, parentY + rowHeight);
    if (edge.childRow - edge.parentRow > 2) curve.point(x, childY - rowHeight);
  }
  curve.point(laneX(frame.scene, edge.childLane), childY);
  curve.lineEnd();
}

/** A stub with an arrow at each end of an edge that is too long to be followed by eye. */
function addPortal(frame: Frame, path: Path2D, edge: Edge): void {
  const length = Math.min(10, frame.view.rowHeight / 2);
  const parentX = laneX(frame.scene, edge.parentLane) + 5;
  const parentY = centreOfRow(frame, edge.parentRow);
  arrow(path, parentX, parentY + 4, parentY + 4 + length);
  const childX = laneX(frame.scene, edge.childLane) + 5;
  const childY = centreOfRow(frame, edge.childRow);
  arrow(path, childX, childY - 4, childY - 4 - length);
}

function arrow(path: Path2D, x: number, from: number, to: number): void {
  const back = to > from ? -3 : 3;
  path.moveTo(x, from);
  path.lineTo(x, to);
  path.moveTo(x - 2.5, to + back);
  path.lineTo(x, to);
  path.lineTo(x + 2.5, to + back);
}

function paintStubs(frame: Frame): void {
  const missing = new Path2D();
  const extremity = new Path2D();
  for (let row = frame.from; row < frame.to; row++) {
    const facts = frame.pages.factsOfRow(row);
    if (!facts) continue;
    const x = laneX(frame.scene, facts.lane);
    const y = centreOfRow(frame, row);
    if (facts.flags & RowFlag.missingParent) line(missing, x, yOfRow(frame.view, row) - 4, y);
    if (facts.flags & RowFlag.forwardExtremity) line(extremity, x, y, y + 13);
  }
  strokePath(frame, missing, MISSING);
  strokePath(frame, extremity, EXTREMITY);
}

function line(path: Path2D, x: number, from: number, to: number): void {
  path.moveTo(x, from);
  path.lineTo(x, to);
}
