import type { Refusal } from '../event-auth/verdict';
import type { EventNumber, TupleNumber } from './resolver-types';
import type { ResolutionTrace, VersionOneCandidate, VersionOneKeyStep } from './trace';
import type { Candidate } from './v1-candidates';

/** Call with the keys for which only one event stands. */
export function traceUncontested(
  winners: ReadonlyMap<TupleNumber, EventNumber>,
  trace: ResolutionTrace,
): void {
  const entries = Array.from(winners, ([tuple, event]) => ({ tuple, event }));
  trace.add({ step: 'version-1-uncontested', entries });
}

export interface SettledKey {
  readonly tuple: TupleNumber;
  readonly method: VersionOneKeyStep['method'];
  /** From deep to shallow. */
  readonly candidates: readonly Candidate[];
  /** The verdicts, in the order in which candidates were checked. */
  readonly checks: readonly (Refusal | null)[];
  readonly winner: EventNumber;
}

/** One key as a step: who was tried, what each check said, and why it ended there. */
export function keyStep({
  tuple,
  method,
  candidates,
  checks,
  winner,
}: SettledKey): VersionOneKeyStep {
  const climbs = method === 'climb';
  const tried = climbs ? candidates.toReversed() : candidates;
  // A climb takes its first without a check.
  const verdicts = climbs ? [undefined, ...checks] : checks;
  const told = tried.map(({ event, pdu, sha1 }, at): VersionOneCandidate => {
    const refusal = verdicts[at] ?? null;
    const outcome = outcomeOf(refusal, climbs && at === 0, at < verdicts.length);
    return { event, depth: pdu.depth, sha1, outcome, refusal };
  });
  const last = checks[checks.length - 1] ?? null;
  const ended = climbs
    ? last === null
      ? 'all-allowed'
      : 'refused'
    : last === null
      ? 'allowed'
      : 'none-allowed';
  return { step: 'version-1-key', tuple, method, candidates: told, winner, ended };
}

function outcomeOf(
  refusal: Refusal | null,
  isFirstOfClimb: boolean,
  wasTried: boolean,
): VersionOneCandidate['outcome'] {
  if (!wasTried) return 'not-tried';
  if (isFirstOfClimb) return 'unchecked';
  return refusal === null ? 'allowed' : 'refused';
}
