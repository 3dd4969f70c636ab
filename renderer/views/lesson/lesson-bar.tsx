import type { Lesson } from '../../../core/contract/room-view';

/** The one thing that the sample teaches: a question, its answer, and what was stored. */
export function LessonBar({ lesson }: { readonly lesson: Lesson }) {
  return (
    <section className="lesson-bar" aria-label="Lesson">
      <h2 className="lesson-question">{lesson.question}</h2>
      <p className="lesson-answer">{lesson.answer}</p>
      <p className="lesson-stored">{withBoldCounts(lesson.stored)}</p>
    </section>
  );
}

const COUNTS = /(\d+ blocks?, \d+ entr(?:y|ies)|\d+ entr(?:y|ies))/;

function withBoldCounts(sentence: string) {
  return sentence.split(COUNTS).map((piece, index) =>
    COUNTS.test(piece) ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one sentence never move.
      <strong key={index} className={piece.includes('block') ? 'stored-count' : undefined}>
        {piece}
      </strong>
    ) : (
      piece
    ),
  );
}
