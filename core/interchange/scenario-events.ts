import type { Hashing } from '../base/platform-port';
import { canonicalJsonWithout, NotCanonicalError } from '../matrix/event/canonical-json';
import { hashedEventId, withoutForeignId } from '../matrix/event/event-id';
import { checkFormatLimits, checkStrictText } from '../matrix/event/format-limits';
import { referenceBytes } from '../matrix/event/hashes';
import { isObject, type JsonArray, type JsonObject, type JsonValue } from '../matrix/event/json';
import { findForbiddenNumber } from '../matrix/event/parse-json';
import type { Pdu } from '../matrix/event/pdu';
import {
  FieldError,
  readInteger,
  readObject,
  readOptionalString,
  readString,
} from '../matrix/event/read-fields';
import { symbolicPdu } from '../matrix/event/symbolic-pdu';
import { serverOf } from '../matrix/event-auth/identifiers';
import type { Refusal } from '../matrix/event-auth/verdict';
import type { ScenarioEvent } from '../matrix/replay/scenario';
import type { RoomVersionRules } from '../matrix/room-versions/rules';

export interface ScenarioRoom {
  readonly rules: RoomVersionRules;
  /** null: the scenario names none. */
  readonly roomId: string | null;
  /** True: what events are called is no more than a name, and IDs are computed. */
  readonly calculates: boolean;
  readonly hashing: Hashing;
}

/** 2024-01-01T00:00:00Z, where invented times begin. */
const FIRST_TIME = 1_704_067_200_000;
const BETWEEN_EVENTS_MS = 1000;
const UNKNOWN_SERVER = 'example.org';
const encoder = new TextEncoder();

/**
 * Makes events of what a scenario's list holds, in file order: fills in what is missing, and turns the
 * names of earlier events into IDs. An event may cite one that the file lacks, as rooms from servers do,
 * but none that stands at or behind it: the order of the file is that of arrival.
 */
export class ScenarioEvents {
  readonly #list: JsonArray;
  readonly #room: ScenarioRoom;
  /** Where each name stands. */
  readonly #indexes: ReadonlyMap<string, number>;
  readonly #read: Pdu[] = [];
  /** By event ID. */
  readonly #held = new Map<string, ScenarioEvent>();
  #roomId: string | null;
  #hasCreate = false;
  #clock = FIRST_TIME;

  constructor(list: JsonArray, room: ScenarioRoom) {
    this.#list = list;
    this.#room = room;
    this.#roomId = room.roomId;
    this.#indexes = namesOf(list);
  }

  /** The event at this place of the list; those before it must have been read. */
  read(index: number): ScenarioEvent {
    try {
      return this.#readEvent(index, asObject(this.#list[index]));
    } catch (error) {
      if (error instanceof FieldError)
        throw new FieldError(`events.${index}.${error.field}`, error.reason);
      if (error instanceof NotCanonicalError)
        throw new FieldError(`events.${index}`, error.message);
      throw error;
    }
  }

  #readEvent(index: number, raw: JsonObject): ScenarioEvent {
    const { rules } = this.#room;
    const name = readString(raw, 'event_id');
    checkFields(raw);
    const filled = this.#filled(index, raw);
    const eventId = this.#eventId(name, filled);
    const other = this.#held.get(eventId);
    if (other !== undefined)
      throw new FieldError('event_id', `${name} has the same ID as ${other.name}; let them differ`);
    const depth = raw.depth === undefined ? this.#depthAfter(filled.prev_events) : raw.depth;
    const event = { ...filled, depth, event_id: eventId };
    const pdu = symbolicPdu(event);
    if (this.#makesRoom(raw)) {
      this.#roomId = pdu.roomId;
      this.#hasCreate = true;
    }
    const formatRefusal = checkFormat(pdu, event, rules);
    const read = { name, pdu, formatRefusal, stateAfter: null };
    this.#read.push(pdu);
    this.#held.set(eventId, read);
    return read;
  }

  /** The event as its ID is computed over: with room, time, and references by ID. */
  #filled(index: number, raw: JsonObject): FilledEvent {
    const filled = {
      ...raw,
      origin_server_ts: this.#time(raw),
      prev_events: this.#references(index, raw, 'prev_events'),
      auth_events: this.#references(index, raw, 'auth_events'),
    };
    if (raw.room_id !== undefined) return filled;
    return this.#makesRoom(raw) ? filled : { ...filled, room_id: this.#roomIdFor(raw) };
  }

  /** Whether the room's ID is to be that of this event. */
  #makesRoom(raw: JsonObject): boolean {
    const { roomIdIsCreateHash } = this.#room.rules.events;
    return roomIdIsCreateHash && raw.type === 'm.room.create' && !this.#hasCreate;
  }

  /** A room without an ID gets one on the server of its first event's sender. */
  #roomIdFor(raw: JsonObject): string {
    this.#roomId ??= `!scenario:${serverOf(readString(raw, 'sender')) ?? UNKNOWN_SERVER}`;
    return this.#roomId;
  }

  /** A time that is given sets the clock for those that follow. 0 stands for none, as in TARDIS. */
  #time(raw: JsonObject): number {
    const given = raw.origin_server_ts;
    const isGiven = given !== undefined && given !== 0;
    const time = isGiven ? Number(readInteger(raw, 'origin_server_ts')) : this.#clock;
    this.#clock = time + BETWEEN_EVENTS_MS;
    return time;
  }

  /** By ID; also from the pairs of room versions 1 and 2. */
  #references(index: number, raw: JsonObject, field: string): readonly string[] {
    const list = raw[field];
    if (!Array.isArray(list)) throw new FieldError(field, missingOr(list, 'a list of events'));
    return list.map((entry: JsonValue, at) => {
      const name: unknown = Array.isArray(entry) ? entry[0] : entry;
      if (typeof name !== 'string') throw new FieldError(`${field}.${at}`, 'expected an event');
      const cited = this.#indexes.get(name);
      if (cited === undefined) return name;
      if (cited < index) return this.#read[cited]?.eventId ?? name;
      const reason = `${name} stands no earlier in the file; put every event behind those that it cites`;
      throw new FieldError(`${field}.${at}`, reason);
    });
  }

  /** Room versions 1 and 2 compute no IDs. There need be no content hash: it enters as it is given. */
  #eventId(name: string, filled: FilledEvent): string {
    const { rules, calculates, hashing } = this.#room;
    if (!calculates || rules.events.eventId === 'field') return name;
    const event = withoutForeignId(filled, rules.events);
    return hashedEventId(referenceBytes(event, rules), rules.events, hashing);
  }

  /** One below the deepest event that it follows, but no deeper than the room version allows. */
  #depthAfter(prevEventIds: readonly string[]): number | bigint {
    let deepest: number | bigint = 0;
    for (const id of prevEventIds) {
      const depth = this.#held.get(id)?.pdu.depth ?? 0;
      if (depth > deepest) deepest = depth;
    }
    const { maxDepth } = this.#room.rules.events;
    if (typeof deepest === 'number' && deepest < Number.MAX_SAFE_INTEGER) return deepest + 1;
    return BigInt(deepest) < maxDepth ? BigInt(deepest) + 1n : deepest;
  }
}

interface FilledEvent extends JsonObject {
  readonly origin_server_ts: number;
  readonly prev_events: readonly string[];
  readonly auth_events: readonly string[];
}

function namesOf(list: JsonArray): ReadonlyMap<string, number> {
  const indexes = new Map<string, number>();
  for (const [index, raw] of list.entries()) {
    const name = isObject(raw) ? raw.event_id : undefined;
    if (typeof name !== 'string') continue;
    const other = indexes.get(name);
    const field = `events.${index}.event_id`;
    if (other !== undefined) throw new FieldError(field, `${name} stands at events.${other}, too`);
    indexes.set(name, index);
  }
  return indexes;
}

function asObject(raw: JsonValue | undefined): JsonObject {
  if (isObject(raw)) return raw;
  throw new FieldError('type', 'expected an event, which is an object');
}

/** What a symbolic event would pass over. */
function checkFields(raw: JsonObject): void {
  readString(raw, 'type');
  readString(raw, 'sender');
  readObject(raw, 'content');
  readOptionalString(raw, 'state_key');
  readOptionalString(raw, 'room_id');
  readOptionalString(raw, 'redacts');
  if (raw.depth !== undefined) readInteger(raw, 'depth');
  if (raw.signatures !== undefined) readObject(raw, 'signatures');
}

function missingOr(value: JsonValue | undefined, what: string): string {
  return value === undefined ? `missing, expected ${what}` : `expected ${what}`;
}

const ID_FIELD: ReadonlySet<string> = new Set(['event_id']);
const NOTHING: ReadonlySet<string> = new Set();

/** As a received event is checked. From room version 3 on its ID is no part of it. */
function checkFormat(pdu: Pdu, event: JsonObject, { events }: RoomVersionRules): Refusal | null {
  const text = canonicalJsonWithout(event, events.eventId === 'field' ? NOTHING : ID_FIELD);
  const refusal = checkFormatLimits(pdu, encoder.encode(text).length, events);
  if (refusal !== null || !events.strictCanonicalJson) return refusal;
  return checkStrictText(findForbiddenNumber(text), null);
}
