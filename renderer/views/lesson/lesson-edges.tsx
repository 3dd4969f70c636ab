import { type LessonGeometry, laneX, middle } from './geometry';
import type { LessonEdge } from './lesson-model';

interface LessonEdgesProps {
  readonly geometry: LessonGeometry;
  readonly edges: readonly LessonEdge[];
}

/** A fork bends right after its parent, a merge right before its child. */
export function LessonEdges({ geometry, edges }: LessonEdgesProps) {
  return edges.map((edge) => (
    <path
      key={`${edge.parentRow}-${edge.childRow}`}
      className={edge.refused ? 'lesson-edge refused' : 'lesson-edge'}
      d={edgePath(geometry, edge)}
    />
  ));
}

function edgePath(geometry: LessonGeometry, edge: LessonEdge): string {
  const { parentRow, parentLane, childRow, childLane, lane } = edge;
  const bend = geometry.pitch / 2;
  const from = { x: laneX(geometry, parentLane), y: middle(geometry, parentRow) };
  const to = { x: laneX(geometry, childLane), y: middle(geometry, childRow) };
  const x = laneX(geometry, lane);
  const forks = x !== from.x;
  const merges = x !== to.x;
  // With one row between, both bends share it.
  const room = childRow - parentRow === 1 && forks && merges ? bend : bend * 2;
  const down = from.y + room;
  const up = to.y - room;
  return [
    `M${from.x} ${from.y}`,
    forks ? curve(from.x, from.y, x, down) : `L${x} ${merges ? up : to.y}`,
    merges ? `L${x} ${up}${curve(x, up, to.x, to.y)}` : `L${x} ${to.y}`,
  ].join('');
}

function curve(x1: number, y1: number, x2: number, y2: number): string {
  const y = (y1 + y2) / 2;
  return `C${x1} ${y} ${x2} ${y} ${x2} ${y2}`;
}
