import { counted, listed } from '../text/words';

/** The events that follow an event whose state after no snapshot holds. */
export interface Followers {
  readonly eventNids: readonly number[];
  /** All of them have several parents. */
  readonly allMerges: boolean;
  /** The event was let into the room's current state: it was sent, or its verdict says so. */
  readonly sent: boolean;
}

const SHOWN_INSTEAD = 'Shown here: the state before, with this event’s entry in place.';
const LISTED = 4;

/** Why no snapshot holds the state after an event, and what is shown instead. */
export function afterNotStored(followers: Followers): { headline: string; detail: string } {
  return {
    headline: 'No snapshot holds the state after this event.',
    detail: `${reason(followers)} ${SHOWN_INSTEAD}`,
  };
}

function reason({ eventNids, allMerges, sent }: Followers): string {
  const [only] = eventNids;
  if (only === undefined)
    return sent
      ? 'No event follows it here, and other events stand beside it at the end of the room.'
      : 'No event follows it here, and it was not sent, so it never was part of the room’s current state.';
  if (!allMerges)
    return `The server did not compose a state from it before ${followingEvents(eventNids)}.`;
  if (eventNids.length === 1)
    return `The next event, ${only}, is a merge, and a merge gets a full copy of its own.`;
  return `The next events, ${listed(eventNids, LISTED)}, are merges, and a merge gets a full copy of its own.`;
}

function followingEvents(eventNids: readonly number[]): string {
  return eventNids.length === 1
    ? `event ${eventNids[0]}`
    : eventNids.length <= LISTED
      ? `events ${listed(eventNids, LISTED)}`
      : counted(eventNids.length, 'event');
}
