import { columnLeft, type LessonGeometry, middle, top } from './geometry';
import type { LessonBar, LessonBlock } from './lesson-model';

interface LessonArrowProps {
  readonly geometry: LessonGeometry;
  readonly bar: LessonBar;
  readonly bars: readonly LessonBar[];
  readonly block: LessonBlock | undefined;
}

/** From the row of the event to the block that holds its entry, where that space is free. */
export function LessonArrow({ geometry, bar, bars, block }: LessonArrowProps) {
  if (!bar.cap || !block || block.entryNid === null || block.entryRow === null) return null;
  if (block.entryRow >= bar.from || !isFree(bar, block.entryRow, bars)) return null;
  const row = bar.from - 1;
  const x = columnLeft(geometry, bar.column) + geometry.column / 2;
  const y = middle(geometry, row);
  const tip = top(geometry, bar.from);
  const roomy = geometry.pitch >= 70;
  const words =
    geometry.column < 90 ? `event ${block.entryNid}` : `entry of event ${block.entryNid}`;
  return (
    <g className="lesson-arrow">
      <text x={x} y={roomy ? y - 2 : y + 4 - geometry.pitch / 6}>
        {words}
      </text>
      {geometry.pitch >= 52 ? (
        <path d={`M${x} ${roomy ? y + 6 : y + 8}V${tip}m-4 -5l4 5l4 -5`} />
      ) : null}
    </g>
  );
}

/** No other bar stands between the event's row and the block in its column. */
function isFree(bar: LessonBar, entryRow: number, bars: readonly LessonBar[]): boolean {
  return !bars.some(
    (other) => other.column === bar.column && other.from < bar.from && other.to > entryRow,
  );
}
