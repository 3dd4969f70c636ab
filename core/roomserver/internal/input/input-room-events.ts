import type { Work } from '../../../base/work';
import type { EventId, ReceivedPdu } from '../../../matrix/event/pdu';
import type { InputContext } from './context';
import { type ProcessedEvent, processRoomEvent } from './process-room-event';
import { storeLatestEvents } from './update-latest-events';

/** What became of the events of one request. */
export interface InputSummary {
  /** Events stored, and those that were held already. */
  readonly stored: number;
  readonly duplicates: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly outliers: number;
  readonly incomplete: number;
  /** Cited events that were not held when an event that cites them came in; in order of first mention. */
  readonly missingPrev: readonly EventId[];
  readonly missingAuth: readonly EventId[];
}

/** A page of the database that several events of a batch touch is written once. */
const EVENTS_PER_TRANSACTION = 4000;
const EVENTS_PER_CLOCK_READ = 64;
/** A batch ends early after this time, so that messages are handled between merges of large states. */
const MS_PER_TRANSACTION = 200;

/**
 * Puts events in, in the order given, in batches of one transaction each. A batch is stored whole
 * or not at all; others hear of its output once it is committed.
 */
export async function inputEvents(
  context: InputContext,
  events: readonly ReceivedPdu[],
  now: () => number,
  tell: (output: InputContext['output']) => void,
  work: Work,
): Promise<InputSummary> {
  const tally = new Tally();
  let next = 0;
  while (next < events.length) {
    next = context.storage.transaction(() => inputBatch(context, events, next, now, tally));
    tell(context.output.splice(0));
    await work.breathe({ phase: 'Storing events', done: next, total: events.length });
  }
  return tally.summary();
}

/** Returns the index of the first event that is left. */
function inputBatch(
  context: InputContext,
  events: readonly ReceivedPdu[],
  from: number,
  now: () => number,
  tally: Tally,
): number {
  const deadline = now() + MS_PER_TRANSACTION;
  let next = from;
  for (; next < events.length && next - from < EVENTS_PER_TRANSACTION; next++) {
    if ((next - from) % EVENTS_PER_CLOCK_READ === EVENTS_PER_CLOCK_READ - 1 && now() > deadline)
      break;
    const event = events[next] as ReceivedPdu;
    if (context.room.find(event.pdu.eventId) === undefined)
      tally.add(processRoomEvent(context, event));
    else tally.duplicates += 1;
  }
  storeLatestEvents(context);
  return next;
}

class Tally {
  duplicates = 0;
  readonly #counts = { accepted: 0, rejected: 0, outlier: 0 };
  #incomplete = 0;
  readonly #missingPrev = new Set<EventId>();
  readonly #missingAuth = new Set<EventId>();

  add({ verdict, incomplete, references }: ProcessedEvent): void {
    this.#counts[verdict] += 1;
    if (incomplete) this.#incomplete += 1;
    for (const id of references.missingPrev) this.#missingPrev.add(id);
    for (const id of references.missingAuth) this.#missingAuth.add(id);
  }

  summary(): InputSummary {
    const { accepted, rejected, outlier } = this.#counts;
    return {
      stored: accepted + rejected + outlier,
      duplicates: this.duplicates,
      accepted,
      rejected,
      outliers: outlier,
      incomplete: this.#incomplete,
      missingPrev: [...this.#missingPrev],
      missingAuth: [...this.#missingAuth],
    };
  }
}
