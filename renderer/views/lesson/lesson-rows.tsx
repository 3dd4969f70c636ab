import { type KeyboardEvent, useId } from 'react';
import { GlyphMarks } from '../../graph/glyphs';
import { useViewState } from '../../state/view-state';
import { fitText } from '../../widgets/fit-text';
import { openInspector } from '../../widgets/open-inspector';
import { BAND_GAP, type LessonGeometry, laneX, middle } from './geometry';
import type { LessonModel, LessonRow } from './lesson-model';
import { rowForKey } from './row-keys';
import { Silent } from './silent';

interface LessonRowsProps {
  readonly geometry: LessonGeometry;
  readonly model: LessonModel;
}

/** One event a row, as a list box: the arrow keys walk rows, parents and children. */
export function LessonRows({ geometry, model }: LessonRowsProps) {
  const selection = useViewState((state) => state.selection);
  const select = useViewState((state) => state.select);
  const id = useId();
  const current = selection.kind === 'event' ? selection.row : -1;

  const choose = (row: number) => {
    const eventNid = model.rows[row]?.text.eventNid;
    if (eventNid !== undefined) select({ kind: 'event', row, eventNid });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') select({ kind: 'none' });
    else if (event.key === 'Enter') openInspector();
    else {
      const row = rowForKey(event.key, current, model);
      if (row === null) return;
      choose(row);
    }
    event.preventDefault();
  };

  return (
    <g
      className="lesson-list"
      role="listbox"
      aria-label="Events, oldest first"
      tabIndex={0}
      {...(current < 0 ? {} : { 'aria-activedescendant': `${id}-${current}` })}
      onKeyDown={onKeyDown}
    >
      {model.rows.map((row, index) => (
        <Row
          key={row.text.eventNid}
          id={`${id}-${index}`}
          row={row}
          index={index}
          geometry={geometry}
          selected={index === current}
          choose={choose}
        />
      ))}
    </g>
  );
}

interface RowProps {
  readonly id: string;
  readonly row: LessonRow;
  readonly index: number;
  readonly geometry: LessonGeometry;
  readonly selected: boolean;
  choose(row: number): void;
}

function Row({ id, row, index, geometry, selected, choose }: RowProps) {
  const { text, glyph, flags, lane } = row;
  const y = middle(geometry, index);
  const x = laneX(geometry, lane);
  const sizes = geometry.wide ? ([16, 13] as const) : ([14, 12] as const);
  return (
    <g className={`lesson-row ${text.tone}${selected ? ' selected' : ''}`}>
      <g
        id={id}
        role="option"
        aria-selected={selected}
        aria-label={text.spoken}
        onClick={() => choose(index)}
      >
        <rect
          className="lesson-row-area"
          x={geometry.margin}
          y={index * geometry.pitch}
          width={geometry.boxLeft - geometry.margin - 8}
          height={geometry.pitch - BAND_GAP}
          rx="10"
        />
        <g transform={`translate(${x} ${y}) scale(${geometry.glyphScale})`}>
          <circle className="lesson-halo" r="8" />
          <GlyphMarks glyph={glyph} flags={flags} selected={selected} />
        </g>
      </g>
      <Silent>
        <text className="lesson-sentence" x={geometry.textLeft} y={y - 4}>
          {fitText(text.sentence, geometry.textWidth, 600, sizes[0])}
        </text>
        <text className="lesson-type mono" x={geometry.textLeft} y={y + 15}>
          {fitText(secondLine(row), geometry.textWidth, 400, sizes[1], true)}
        </text>
      </Silent>
    </g>
  );
}

/** "2 · m.room.member"; what is special about the event matters more: "8 · 1 conflicted key" */
function secondLine({ text }: LessonRow): string {
  const type = text.shortType.includes('.') ? text.shortType : `m.room.${text.shortType}`;
  const chips = text.chips.map((chip) => chip.text);
  return [String(text.eventNid), ...(chips.length > 0 ? chips : [type])].join(' · ');
}
