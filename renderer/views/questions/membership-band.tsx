import type { MembershipSpan } from '../../../core/contract/state-questions';
import { count } from '../../widgets/numbers';

interface MembershipBandProps {
  readonly spans: readonly MembershipSpan[];
  readonly rows: number;
}

/** Told apart by height and pattern too; other memberships are drawn like absence. */
const SHAPES = new Set(['joined', 'invited', 'knocked', 'left', 'banned', 'absent']);
/** Narrower than this share of the band there is no room for the word. */
const WORD_SHARE = 0.14;

/** A user's membership over the rows of the room, root first from left to right. */
export function MembershipBand({ spans, rows }: MembershipBandProps) {
  const shape = (membership: string) => (SHAPES.has(membership) ? membership : 'absent');
  const shown = [...new Set(spans.map(({ membership }) => membership))];
  const words = spans.map(
    ({ from, to, membership }) => `${membership} rows ${count(from + 1)} to ${count(to)}`,
  );
  return (
    <figure className="membership">
      <div className="membership-band" role="img" aria-label={words.join(', ')}>
        {spans.map(({ from, to, membership }) => (
          <span
            key={from}
            className={`span ${shape(membership)}`}
            style={{ width: `${((to - from) / rows) * 100}%` }}
            title={`${membership}, rows ${count(from + 1)} to ${count(to)}`}
          >
            {(to - from) / rows > WORD_SHARE ? membership : ''}
          </span>
        ))}
      </div>
      <figcaption className="quiet-text small">
        {shown.map((membership) => (
          <span key={membership} className="membership-key">
            <span className={`span ${shape(membership)}`} aria-hidden="true" /> {membership}
          </span>
        ))}
        <span className="at-end">rows 1 to {count(rows)}</span>
      </figcaption>
    </figure>
  );
}
