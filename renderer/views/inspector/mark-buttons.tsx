import type { RoomPoint } from '../../../core/contract/state-questions';
import { useQuestions } from '../../state/questions';

/** Marks a state as A or B of the difference; with A marked the difference is one click away. */
export function MarkButtons({ point }: { readonly point: RoomPoint }) {
  const { a, b, mark, ask } = useQuestions();
  const isMarked = (other: RoomPoint | null) => JSON.stringify(other) === JSON.stringify(point);
  return (
    <p className="mark-buttons">
      <button
        type="button"
        className="button"
        aria-pressed={isMarked(a)}
        onClick={() => mark('a', point)}
      >
        Mark as A
      </button>
      <button
        type="button"
        className="button"
        aria-pressed={isMarked(b)}
        onClick={() => mark('b', point)}
      >
        Mark as B
      </button>
      <button
        type="button"
        className="button"
        onClick={() => {
          if (a === null) mark('a', point);
          ask({ kind: 'difference' });
        }}
      >
        Difference
      </button>
    </p>
  );
}
