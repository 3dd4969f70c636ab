import type { EventText } from '../../analysis/event-texts';
import { verdictWords } from '../../analysis/verdict-text';
import { required } from '../../base/assert';
import { targetsOf } from '../../base/csr';
import { setsState } from '../../roomserver/internal/query/state-at';
import type { EventNid } from '../../roomserver/types/nids';
import type { EventInspection, StateChange } from '../room-view';
import { eventVerdict } from './event-verdict';
import { explainEvent } from './explain-event';
import { contentHashText } from './room-content-hash';
import { rowOfNid } from './room-entries';
import { eventLinks, linksById } from './room-links';
import { mergeComparison } from './room-merge';
import type { RoomModel } from './room-model';
import { depthText } from './room-rows';
import { sideAfter, sideBefore } from './room-state-side';

const decoder = new TextDecoder();

export function inspectEvent(model: RoomModel, eventNid: number): EventInspection {
  const row = rowOfNid(model, eventNid);
  const text = required(
    model.texts.read([eventNid]).get(eventNid),
    `event ${eventNid} of the room has JSON`,
  );
  const json = jsonOf(model, eventNid as EventNid);
  return {
    eventNid,
    eventId: text.eventId,
    row,
    glyph: text.glyph,
    flags: model.flags[row] ?? 0,
    sentence: text.sentence,
    type: text.type,
    stateKey: text.stateKey,
    sender: text.sender,
    depth: depthText(model, row),
    originServerTs: model.events.originServerTs[row] ?? 0,
    contentHash: contentHashText(model.events, row, json, model.room.rules),
    json,
    ...graphOf(model, row),
    ...verdictOf(model, row, text.eventId),
    before: sideBefore(model, row),
    after: sideAfter(model, row),
    change: changeBy(model, row, text),
    merge: mergeComparison(model, row),
  };
}

function jsonOf({ room }: RoomModel, eventNid: EventNid): string {
  for (const [, json] of room.storage.events.json([eventNid])) return decoder.decode(json);
  return '';
}

function graphOf(
  model: RoomModel,
  row: number,
): Pick<EventInspection, 'prevEvents' | 'children' | 'authEvents'> {
  const { events } = model;
  return {
    prevEvents: eventLinks(model, targetsOf(events.prev, row), events.missingPrev.get(row)),
    children: eventLinks(model, targetsOf(events.children, row)),
    authEvents: eventLinks(model, targetsOf(events.auth, row), events.missingAuth.get(row)),
  };
}

function verdictOf(
  model: RoomModel,
  row: number,
  eventId: string,
): Pick<EventInspection, 'verdict' | 'verdictText' | 'verdictNote' | 'ladder' | 'evidence'> {
  const { verdict, failed, note } = eventVerdict(model.events, row);
  const words = verdictWords({ verdict, because: failed?.refusal.because ?? null, note });
  return {
    verdict,
    verdictText: words.text,
    verdictNote: model.events.recorded ? words.note : withComputed(words.note),
    ladder: explainEvent(model.room, eventId).ladder,
    evidence: linksById(model, failed?.refusal.evidence ?? []),
  };
}

const COMPUTED = 'The levels say what the rules make of what is stored.';

function withComputed(note: string | null): string {
  return note === null ? COMPUTED : `${note} ${COMPUTED}`;
}

/** What the event's own entry replaces in the state; null where it sets nothing or nothing is known. */
function changeBy(model: RoomModel, row: number, text: EventText): StateChange | null {
  const { events, states, sharing, texts } = model;
  const snapshot = sharing.before[row] ?? -1;
  if (snapshot < 0 || !setsState(events, row)) return null;
  const tuple = states.tupleOf(text.eventNid as EventNid);
  const replacedNid = states.view(sharing.snapshots.nid(snapshot)).get(tuple);
  const replaced = texts.read([replacedNid]).get(replacedNid);
  return {
    key: text.key,
    before: replaced ? { eventNid: replacedNid, value: replaced.value } : null,
    after: { eventNid: text.eventNid, value: text.value },
  };
}
