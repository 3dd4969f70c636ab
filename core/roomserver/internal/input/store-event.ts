import type { ReceivedPdu } from '../../../matrix/event/pdu';
import type { LevelVerdict } from '../../../matrix/event-auth/verdict';
import type { EventNid, EventStateKeyNid } from '../../types/nids';
import { encodeLadder } from '../query/ladder';
import type { InputContext } from './context';
import type { References } from './references';
import type { StateBefore } from './state-before-event';

/** Input kinds as the side table numbers them. */
const Kind = { outlier: 1, new: 2, old: 3 } as const;
export type InputKind = keyof typeof Kind;

/** What was decided about an event before it is stored. */
export interface Decision {
  readonly kind: InputKind;
  readonly before: StateBefore;
  readonly ladder: readonly LevelVerdict[];
  readonly rejected: boolean;
}

/**
 * Stores the event: its type's and state key's NIDs, row, JSON, what it references, verdict. The NIDs
 * are minted in Dendrite's order. Returns the event's NID.
 */
export function storeEvent(
  context: InputContext,
  received: ReceivedPdu,
  references: References,
  { kind, before, ladder, rejected }: Decision,
): EventNid {
  const { storage, states, room } = context;
  const { pdu } = received;
  const eventTypeNid = storage.eventTypes.assign(pdu.type);
  const eventStateKeyNid: EventStateKeyNid | 0 =
    pdu.stateKey === null ? 0 : storage.eventStateKeys.assign(pdu.stateKey);
  const row = {
    roomNid: room.roomNid,
    eventTypeNid,
    eventStateKeyNid,
    sentToOutput: !rejected && kind === 'new',
    stateSnapshotNid: before.snapshot,
    depth: pdu.depth,
    eventId: pdu.eventId,
    authEventNids: references.authEventNids,
    isRejected: rejected,
  };
  const eventNid = storage.events.insert(row, received.json);
  for (const id of new Set(pdu.prevEventIds)) storage.previousEvents.add(id, eventNid);
  context.arrivals += 1;
  storage.side.insertEvent({
    eventNid,
    kind: Kind[kind],
    arrival: context.arrivals,
    incomplete: before.incomplete,
    contentHash: received.contentHash,
    signatures: received.signatures,
    ladder: encodeLadder(ladder),
  });
  states.blocks.addEvent(eventNid, eventTypeNid, eventStateKeyNid);
  room.add({
    ...references,
    eventNid,
    pdu,
    beforeSnapshot: before.snapshot,
    rejected,
    outlier: kind === 'outlier',
    incomplete: before.incomplete,
  });
  return eventNid;
}
