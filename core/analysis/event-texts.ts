import { isObject, type JsonObject } from '../matrix/event/json';
import { parseJson } from '../matrix/event/parse-json';
import type { RoomEvents } from '../roomserver/internal/query/room-events';
import { setsState } from '../roomserver/internal/query/state-at';
import type { StateStorage } from '../roomserver/state/state-storage';
import type { Storage } from '../roomserver/storage/interface';
import type { EventNid, EventTypeNid, StateSnapshotNid } from '../roomserver/types/nids';
import type { EventFacts, RemovedThing } from './sentence/event-facts';
import { eventSentence, type Tone, toneOf } from './sentence/event-sentence';
import { type GlyphName, glyphOf } from './sentence/glyph';
import { redactionOf } from './sentence/redacted-by';
import type { Names } from './text/names';
import { type KeyLabels, keyInSentence } from './text/type-labels';
import { valueText } from './text/value-text';

/** An event in words. */
export interface EventText {
  readonly eventNid: number;
  readonly eventId: string;
  /** -1: not an event of this room. */
  readonly row: number;
  readonly type: string;
  readonly stateKey: string | null;
  readonly sender: string;
  readonly sentence: string;
  readonly tone: Tone;
  readonly glyph: GlyphName;
  /** "member · u2 (c)"; "" for a message. */
  readonly key: string;
  /** "joined"; "" for a message. */
  readonly value: string;
  /** After "event 5": "changed the topic", "is a message", "was rejected". */
  readonly effect: string;
}

export interface TextSources {
  readonly storage: Storage;
  readonly events: RoomEvents;
  readonly states: StateStorage;
  readonly names: Names;
  readonly keys: KeyLabels;
}

const decoder = new TextDecoder();

/** Reads events and puts them into words, any number of them with at most two queries. */
export class EventTexts {
  readonly #room: TextSources;

  constructor(room: TextSources) {
    this.#room = room;
  }

  /** By event NID; events that the database does not hold are left out. */
  read(eventNids: Iterable<number>): ReadonlyMap<number, EventText> {
    const stored = this.#json(eventNids);
    const replaced = this.#replacedMembers(stored);
    const texts = new Map<number, EventText>();
    for (const [nid, event] of stored)
      texts.set(nid, this.#textOf(nid, event, replaced.get(nid) ?? null));
    return texts;
  }

  #json(eventNids: Iterable<number>): Map<number, JsonObject> {
    const asked = [...new Set(eventNids)].filter((nid) => nid > 0) as EventNid[];
    const stored = new Map<number, JsonObject>();
    if (asked.length === 0) return stored;
    for (const [nid, json] of this.#room.storage.events.json(asked)) {
      const event = parseJson(decoder.decode(json));
      stored.set(nid, isObject(event) ? event : {});
    }
    return stored;
  }

  /** The member events that those among `stored` replace: they tell a kick from an unban. */
  #replacedMembers(stored: ReadonlyMap<number, JsonObject>): Map<number, JsonObject> {
    const replacedBy = new Map<number, number>();
    for (const [nid, event] of stored) {
      if (event.type !== 'm.room.member') continue;
      const replaced = this.#replacedNid(nid);
      if (replaced !== 0) replacedBy.set(nid, replaced);
    }
    const contents = this.#json(replacedBy.values());
    const result = new Map<number, JsonObject>();
    for (const [nid, replaced] of replacedBy) {
      const content = contents.get(replaced)?.content;
      if (isObject(content)) result.set(nid, content);
    }
    return result;
  }

  #replacedNid(nid: number): number {
    const { events, states } = this.#room;
    const row = events.rowOfNid(nid);
    const snapshot = row < 0 ? 0 : (events.snapshotBefore[row] ?? 0);
    if (snapshot === 0 || events.stateKeyNid[row] === 0) return 0;
    return states.view(snapshot as StateSnapshotNid).get(states.tupleOf(nid as EventNid));
  }

  #textOf(nid: number, event: JsonObject, replaced: JsonObject | null): EventText {
    const { events, names, keys } = this.#room;
    const row = events.rowOfNid(nid);
    const facts = this.#facts(event, row, replaced);
    const { type, stateKey, content, redaction } = facts;
    const isState = stateKey !== null;
    return {
      eventNid: nid,
      eventId: events.eventId[row] ?? '',
      row,
      type,
      stateKey,
      sender: facts.sender,
      sentence: eventSentence(facts, names),
      tone: toneOf(facts),
      glyph: glyphOf({
        type,
        isState,
        putOutByOther: events.putOutByOther[row] === 1,
        redacted: redaction !== null,
      }),
      key: isState ? keys.key(type, stateKey) : '',
      value: isState ? valueText(type, content, redaction !== null) : '',
      effect: this.#effect(facts, row),
    };
  }

  #facts(event: JsonObject, row: number, replaced: JsonObject | null): EventFacts {
    const { type, sender, content, state_key: stateKey } = event;
    return {
      type: typeof type === 'string' ? type : '',
      stateKey: typeof stateKey === 'string' ? stateKey : null,
      sender: typeof sender === 'string' ? sender : '',
      content: isObject(content) ? content : {},
      replaced,
      refused: this.#room.events.rejected[row] === 1,
      redaction: redactionOf(event),
      target: this.#target(event),
    };
  }

  /** What a redaction removes: named at the top level, in content from room version 11 on. */
  #target(event: JsonObject): RemovedThing | null {
    if (event.type !== 'm.room.redaction') return null;
    const { events, storage } = this.#room;
    const inContent = isObject(event.content) ? event.content.redacts : undefined;
    const id = inContent ?? event.redacts;
    const row = typeof id === 'string' ? events.rowOfId(id) : -1;
    if (row < 0) return null;
    if (events.isState[row] === 1) return 'state event';
    const type = storage.eventTypes.text((events.typeNid[row] ?? 0) as EventTypeNid);
    return type === 'm.reaction' ? 'reaction' : 'message';
  }

  #effect(facts: EventFacts, row: number): string {
    const { events, names } = this.#room;
    if (facts.stateKey === null)
      return facts.type === 'm.room.message' ? 'is a message' : 'is not a state event';
    if (facts.refused) return 'was rejected';
    if (row >= 0 && !setsState(events, row)) return 'was stored without its state key';
    if (facts.type === 'm.room.create') return 'created the room';
    return `changed ${keyInSentence(facts.type, facts.stateKey, names)}`;
  }
}
