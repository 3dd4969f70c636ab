import type { RoomView } from '../../../core/contract/room-view';
import { useSelectionInspection } from '../../client/use-inspection';
import { RoomGraph } from '../../graph/room-graph';
import { usePanes } from '../../state/panes';
import { useSize } from '../../widgets/use-size';
import { Inspector } from '../inspector/inspector';
import { lessonGeometry } from '../lesson/geometry';
import type { LessonModel } from '../lesson/lesson-model';
import { LessonView } from '../lesson/lesson-view';
import { useLesson } from '../lesson/use-lesson';
import { OpeningStrip } from './opening-strip';
import { PaneSeparator } from './pane-separator';
import './room-screen.css';
import { StatusBar } from './status-bar';
import { TopBar } from './top-bar';

/** An open room: its graph with the bars of its blocks, and what is selected in detail. */
export function RoomScreen({ room }: { readonly room: RoomView }) {
  const { inspectorOpen, inspectorWidth } = usePanes();
  const inspection = useSelectionInspection();
  const lesson = useLesson(room);
  const [mainRef, size] = useSize<HTMLElement>();
  const model = lesson.kind === 'lesson' ? lesson.model : null;
  const drawsLesson = model !== null && size !== null && lessonFits(model, size.width);
  const width = inspectorWidth === null ? 'var(--inspector)' : `${inspectorWidth}px`;
  const columns = inspectorOpen ? `minmax(0, 1fr) 0 ${width}` : 'minmax(0, 1fr)';
  return (
    <div className="room-screen">
      <TopBar room={room} />
      <OpeningStrip />
      <div className="room-panes" style={{ gridTemplateColumns: columns }}>
        <main ref={mainRef} className="room-main" aria-label="Room">
          {drawsLesson ? <LessonView room={room} model={model} width={size.width} /> : null}
          {lesson.kind === 'loading' || drawsLesson || size === null ? null : (
            <RoomGraph key={room.roomId} />
          )}
        </main>
        {inspectorOpen ? (
          <>
            <PaneSeparator />
            <Inspector inspection={inspection} lesson={drawsLesson ? model : null} />
          </>
        ) : null}
      </div>
      <StatusBar
        room={room}
        inspection={inspection}
        isLesson={drawsLesson || lesson.kind === 'loading'}
      />
    </div>
  );
}

function lessonFits(model: LessonModel, width: number): boolean {
  return lessonGeometry(model, width, 0) !== null;
}
