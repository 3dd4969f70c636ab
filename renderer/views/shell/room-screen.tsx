import { type CSSProperties, useEffect } from 'react';
import type { RoomView } from '../../../core/contract/room-view';
import { useSelectionInspection } from '../../client/use-inspection';
import { RoomGraph } from '../../graph/room-graph';
import { useLinkHistory } from '../../links/use-link-history';
import { usePanes } from '../../state/panes';
import { useViewState } from '../../state/view-state';
import { useSize } from '../../widgets/use-size';
import { Inspector } from '../inspector/inspector';
import { lessonGeometry } from '../lesson/geometry';
import { LessonBar } from '../lesson/lesson-bar';
import type { LessonModel } from '../lesson/lesson-model';
import { LessonView } from '../lesson/lesson-view';
import { useLesson } from '../lesson/use-lesson';
import { TimeBar } from '../time/time-bar';
import { OpeningStrip } from './opening-strip';
import './room-screen.css';
import { StatusBar } from './status-bar';
import { TopBar } from './top-bar';

/** An open room: its graph with the bars of its blocks, and what is selected in detail. */
export function RoomScreen({ room }: { readonly room: RoomView }) {
  const { inspectorOpen, inspectorWidth } = usePanes();
  const inspection = useSelectionInspection();
  const lesson = useLesson(room);
  const [bodyRef, size] = useSize<HTMLDivElement>();
  useWindowTitle();
  useLinkHistory(inspection.event);
  const model = lesson.kind === 'lesson' ? lesson.model : null;
  const drawsLesson = model !== null && size !== null && lessonFits(model, size.width);
  return (
    <div className="room-screen">
      <TopBar room={room} />
      <OpeningStrip />
      <div
        className={inspectorOpen ? 'room-panes two' : 'room-panes'}
        style={inspectorWidth === null ? {} : inspectorVariable(inspectorWidth)}
      >
        <main className="room-main" aria-label="Room" data-key-scope="graph">
          <div ref={bodyRef} className="room-body">
            {drawsLesson ? <LessonView model={model} width={size.width} /> : null}
            {lesson.kind === 'loading' || drawsLesson || size === null ? null : (
              <RoomGraph key={room.roomId} />
            )}
          </div>
          {room.lesson ? <LessonBar lesson={room.lesson} /> : null}
          <TimeBar
            room={room}
            event={inspection.event}
            isLesson={drawsLesson || lesson.kind === 'loading'}
          />
        </main>
        {inspectorOpen ? (
          <Inspector inspection={inspection} lesson={drawsLesson ? model : null} />
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

/** React's types know no custom properties. */
function inspectorVariable(width: number): CSSProperties {
  return { '--inspector': `${width}px` } as CSSProperties;
}

function useWindowTitle(): void {
  const name = useViewState((state) => state.document?.name);
  useEffect(() => {
    if (name !== undefined) document.title = `${name} – Roomscope`;
  }, [name]);
}

function lessonFits(model: LessonModel, width: number): boolean {
  return lessonGeometry(model, width, 0) !== null;
}
