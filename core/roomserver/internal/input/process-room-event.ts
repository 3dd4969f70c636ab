import type { ReceivedPdu } from '../../../matrix/event/pdu';
import type { LevelVerdict } from '../../../matrix/event-auth/verdict';
import { checkByAuthEvents, checkByStateBefore, levelVerdict } from './check-event';
import type { InputContext } from './context';
import { lookUpReferences, type References } from './references';
import { type StateBefore, stateBeforeEvent } from './state-before-event';
import { type InputKind, storeEvent } from './store-event';
import { updateLatestEvents } from './update-latest-events';

/** What became of one event. */
export interface ProcessedEvent {
  readonly references: References;
  readonly verdict: 'accepted' | 'rejected' | 'outlier';
  readonly incomplete: boolean;
}

/** Soft failure is not judged yet. */
const CURRENT_STATE_UNKNOWN: LevelVerdict = { level: 'current_state', ok: null, refusal: null };

/** Puts one new event into the room, step by step. Runs inside a transaction. */
export function processRoomEvent(context: InputContext, received: ReceivedPdu): ProcessedEvent {
  const { room, states } = context;
  const { pdu } = received;
  const references = lookUpReferences(room, pdu);
  const byFormat = levelVerdict('format', received.formatRefusal);
  const byAuthEvents = checkByAuthEvents(room, pdu, references.authEventNids);
  const before = stateBeforeEvent(context, pdu, references);
  const view = before.snapshot === 0 ? null : states.view(before.snapshot);
  const byStateBefore = checkByStateBefore(room, pdu, view);
  const ladder = [byFormat, byAuthEvents, byStateBefore, CURRENT_STATE_UNKNOWN];
  const rejected = ladder.some((level) => level.ok === false);
  const kind = kindOf(context, received, before);
  const eventNid = storeEvent(context, received, references, { kind, before, ladder, rejected });
  if (!rejected && kind !== 'outlier') updateLatestEvents(context, eventNid, kind);
  const accepted = kind === 'outlier' ? 'outlier' : 'accepted';
  return {
    references,
    verdict: rejected ? 'rejected' : accepted,
    incomplete: before.incomplete,
  };
}

/** Old: a good event that came before names it as a parent, so it is no forward extremity. */
function kindOf(context: InputContext, { pdu }: ReceivedPdu, before: StateBefore): InputKind {
  if (before.snapshot === 0) return 'outlier';
  return context.room.isAwaited(pdu.eventId) ? 'old' : 'new';
}
