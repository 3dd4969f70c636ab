import { useViewState } from '../../state/view-state';
import { SideSwitch } from '../../widgets/side-switch';
import { useSize } from '../../widgets/use-size';
import type { LessonGeometry } from './geometry';
import { BAND_GAP, lessonGeometry } from './geometry';
import { LessonBlocks } from './lesson-blocks';
import { LessonEdges } from './lesson-edges';
import type { LessonModel } from './lesson-model';
import { LessonRows } from './lesson-rows';
import { LessonSnapshots } from './lesson-snapshots';
import './lesson.css';

interface LessonViewProps {
  readonly model: LessonModel;
  readonly width: number;
}

/** A small room with every label: rows fill the height, bands group them by snapshot. */
export function LessonView({ model, width }: LessonViewProps) {
  const [rowsRef, size] = useSize<HTMLDivElement>();
  const geometry = lessonGeometry(model, width, size?.height ?? 0);
  if (!geometry) return null;
  return (
    <div className={classesOf(geometry)}>
      <LessonHead geometry={geometry} model={model} />
      <div ref={rowsRef} className="lesson-rows scrolls">
        {size ? <LessonDrawing geometry={geometry} model={model} /> : null}
      </div>
    </div>
  );
}

function classesOf({ wide, column }: LessonGeometry): string {
  return ['lesson', wide ? 'wide' : '', column < 90 ? 'compact' : ''].join(' ').trim();
}

interface PartProps {
  readonly geometry: LessonGeometry;
  readonly model: LessonModel;
}

function LessonHead({ geometry, model }: PartProps) {
  const { fullColumns, columns } = model;
  const grouped = fullColumns > 0 && columns > fullColumns;
  const deltaLeft = geometry.barsLeft + fullColumns * geometry.columnPitch;
  return (
    <div className="lesson-head caption">
      <span style={{ left: geometry.textLeft }}>Event</span>
      <span
        className="lesson-switch"
        style={{ right: geometry.width - geometry.boxLeft - geometry.boxWidth }}
      >
        <SideSwitch />
      </span>
      <span style={{ left: geometry.barsLeft }}>{grouped ? 'Full' : 'State blocks'}</span>
      {grouped ? <span style={{ left: deltaLeft }}>Delta</span> : null}
    </div>
  );
}

/** Lies under the edges, so that these stay whole. */
function SelectedRow({ geometry }: { readonly geometry: LessonGeometry }) {
  const row = useViewState(({ selection }) => (selection.kind === 'event' ? selection.row : null));
  if (row === null) return null;
  return (
    <rect
      className="lesson-selected-row"
      x={geometry.margin}
      y={row * geometry.pitch}
      width={geometry.boxLeft - geometry.margin - 8}
      height={geometry.pitch - BAND_GAP}
      rx="10"
    />
  );
}

function LessonDrawing({ geometry, model }: PartProps) {
  const side = useViewState((state) => state.side);
  const { bands, bars } = model[side];
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be drawn.
    <svg
      className="lesson-drawing"
      width={geometry.width}
      height={geometry.height}
      role="group"
      aria-label="Events, snapshots and state blocks"
    >
      {bands.map((band) => (
        <rect
          key={band.from}
          className="lesson-band"
          x={geometry.margin}
          width={geometry.width - 2 * geometry.margin}
          y={band.from * geometry.pitch}
          height={(band.to - band.from) * geometry.pitch - 6}
          rx="10"
        />
      ))}
      <SelectedRow geometry={geometry} />
      <LessonEdges geometry={geometry} edges={model.edges} />
      <LessonRows geometry={geometry} model={model} />
      <LessonBlocks geometry={geometry} model={model} bars={bars} bands={bands} side={side} />
      <LessonSnapshots geometry={geometry} model={model} bands={bands} bars={bars} />
    </svg>
  );
}
