import type { LevelVerdict, Refusal, Verdict, VerdictLevel } from '../../matrix/event-auth/verdict';
import type { RoomEvents } from '../../roomserver/internal/query/room-events';

export const VERDICT_LEVELS: readonly VerdictLevel[] = [
  'format',
  'auth_events',
  'state_before',
  'current_state',
];

export const NOT_RECORDED = 'not recorded by Dendrite';
const NOT_SENT = 'not sent: backfilled or soft-failed, Dendrite does not say which';

const KIND_OUTLIER = 1;

/** What became of an event, and what is known about why. */
export interface EventVerdict {
  readonly verdict: Verdict;
  /** null in a database that we did not write. */
  readonly ladder: readonly LevelVerdict[] | null;
  /** The first level that refused it; null where none did, or it is not recorded. */
  readonly failed: { readonly level: VerdictLevel; readonly refusal: Refusal } | null;
  /** What a foreign database leaves open, in words; null otherwise. */
  readonly note: string | null;
}

export function eventVerdict(events: RoomEvents, row: number): EventVerdict {
  const ladder = events.ladder(row);
  const failed = firstFailure(ladder);
  const verdict = verdictOf(events, row, failed?.level ?? null);
  return { verdict, ladder, failed, note: events.recorded ? null : noteOf(events, row, verdict) };
}

function verdictOf(events: RoomEvents, row: number, failedAt: VerdictLevel | null): Verdict {
  if (events.rejected[row] === 1) return 'rejected';
  if (failedAt === 'current_state') return 'soft_failed';
  const isOutlier = events.recorded
    ? events.kind[row] === KIND_OUTLIER
    : events.snapshotBefore[row] === 0;
  return isOutlier ? 'outlier' : 'accepted';
}

function firstFailure(ladder: readonly LevelVerdict[] | null): EventVerdict['failed'] {
  const rung = ladder?.find(({ ok }) => ok === false);
  return rung?.refusal ? { level: rung.level, refusal: rung.refusal } : null;
}

/** What may be read off the columns of a foreign database: it keeps neither kind nor reasons. */
function noteOf(events: RoomEvents, row: number, verdict: Verdict): string | null {
  if (verdict === 'rejected') return NOT_RECORDED;
  return verdict === 'accepted' && events.sent[row] === 0 ? NOT_SENT : null;
}
