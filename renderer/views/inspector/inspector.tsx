import type { Inspection } from '../../client/use-inspection';
import { useQuestions } from '../../state/questions';
import type { LessonModel } from '../lesson/lesson-model';
import { QuestionPanel } from '../questions/question-panel';
import { PaneSeparator } from '../shell/pane-separator';
import { BlockInspector } from './block-inspector';
import { EventInspector } from './event-inspector';
import './inspector.css';
import { LessonBlockInspector } from './lesson-block-inspector';
import { SnapshotInspector } from './snapshot-inspector';

interface InspectorProps {
  readonly inspection: Inspection;
  /** Of a small room that is drawn as a lesson: then its blocks are shown whole. */
  readonly lesson: LessonModel | null;
}

/** The selected event, snapshot or block in detail. */
export function Inspector({ inspection, lesson }: InspectorProps) {
  const question = useQuestions((questions) => questions.question);
  return (
    <aside className="inspector" aria-label="Inspector">
      <PaneSeparator />
      {question ? (
        <QuestionPanel question={question} />
      ) : (
        <Content inspection={inspection} lesson={lesson} />
      )}
    </aside>
  );
}

function Content({ inspection, lesson }: InspectorProps) {
  const { event, block, snapshot, error } = inspection;
  if (error) {
    return (
      <div className="inspector-note" role="alert">
        <h2 className="inspector-title">This could not be read</h2>
        <p>{error.message}</p>
      </div>
    );
  }
  if (event) return <EventInspector event={event} />;
  if (block && lesson) return <LessonBlockInspector block={block} lesson={lesson} />;
  if (block) return <BlockInspector key={block.blockNid} block={block} />;
  if (snapshot) return <SnapshotInspector key={snapshot.snapshotNid} snapshot={snapshot} />;
  return (
    <div className="inspector-note">
      <h2 className="inspector-title">Nothing is selected</h2>
      <p>Select an event, a snapshot or a block to see it in detail here.</p>
    </div>
  );
}
