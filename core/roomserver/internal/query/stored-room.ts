import { nobleHashing } from '../../../base/noble-hashing';
import { isObject, type JsonObject, type JsonValue } from '../../../matrix/event/json';
import { parseJson } from '../../../matrix/event/parse-json';
import type { EventId, Pdu, ReceivedPdu } from '../../../matrix/event/pdu';
import { receivePdu } from '../../../matrix/event/receive-pdu';
import { symbolicPdu } from '../../../matrix/event/symbolic-pdu';
import type { HeldAuthEvent } from '../../../matrix/event-auth/auth-state';
import type { RoomVersionRules } from '../../../matrix/room-versions/rules';
import type { StateStorage } from '../../state/state-storage';
import {
  EMPTY_STATE_KEY_NID,
  type EventNid,
  type EventStateKeyNid,
  type EventTypeNid,
  PREASSIGNED_EVENT_TYPES,
} from '../../types/nids';
import type { JudgingRoom } from '../input/check-event';
import type { RoomEvents } from './room-events';

/** A stored event, read again. */
export interface StoredEvent {
  readonly value: JsonObject;
  readonly received: ReceivedPdu;
}

/** An event that cannot be read: which field, and why. */
export interface BrokenEvent {
  readonly field: string;
  readonly reason: string;
}

const decoder = new TextDecoder();

/**
 * A room of a database for the few events that one question needs: each is read, and its JSON
 * parsed, when it is first asked for.
 */
export class StoredRoom implements JudgingRoom {
  readonly rules: RoomVersionRules;
  readonly #events: RoomEvents;
  readonly #states: StateStorage;
  readonly #read = new Map<EventNid, StoredEvent | BrokenEvent>();

  constructor(events: RoomEvents, states: StateStorage, rules: RoomVersionRules) {
    this.rules = rules;
    this.#events = events;
    this.#states = states;
  }

  event(eventNid: EventNid): StoredEvent | BrokenEvent {
    const known = this.#read.get(eventNid);
    if (known) return known;
    const event = this.#readEvent(eventNid);
    this.#read.set(eventNid, event);
    return event;
  }

  pdu(eventNid: EventNid): Pdu {
    const event = this.event(eventNid);
    if ('received' in event) return event.received.pdu;
    return this.#fromColumns(eventNid);
  }

  held(eventNid: EventNid): HeldAuthEvent {
    const row = this.#events.rowOfNid(eventNid);
    return { pdu: this.pdu(eventNid), rejected: this.#events.rejected[row] === 1 };
  }

  /** An accepted one where there is one. */
  get create(): HeldAuthEvent | undefined {
    const { count, eventNid, rejected } = this.#events;
    let found = -1;
    for (let row = 0; row < count && (found < 0 || rejected[found] === 1); row++)
      if (this.#isCreate(row) && (found < 0 || rejected[row] === 0)) found = row;
    return found < 0 ? undefined : this.held(eventNid[found] as EventNid);
  }

  tuple(type: string, stateKey: string): number {
    const { storage, tuples } = this.#states;
    const typeNid = storage.eventTypes.find(type);
    const stateKeyNid = storage.eventStateKeys.find(stateKey);
    if (typeNid === undefined || stateKeyNid === undefined) return 0;
    return tuples.find(typeNid, stateKeyNid);
  }

  #isCreate(row: number): boolean {
    const { typeNid, stateKeyNid } = this.#events;
    return typeNid[row] === CREATE_NID && stateKeyNid[row] === EMPTY_STATE_KEY_NID;
  }

  #readEvent(eventNid: EventNid): StoredEvent | BrokenEvent {
    for (const [, json] of this.#states.storage.events.json([eventNid])) {
      const value = parse(json);
      if (!isObject(value)) return { field: 'event', reason: 'its stored text is no JSON object' };
      const result = receivePdu(value, json, this.rules, nobleHashing);
      if (!result.ok) return result.failure;
      // What other events cite is the ID that is stored, whatever the hash says.
      const pdu = { ...result.value.pdu, eventId: this.#storedId(eventNid) };
      return { value, received: { ...result.value, pdu } };
    }
    return { field: 'event', reason: 'its text is not stored' };
  }

  /** Of an event that cannot be read the columns tell this much, which is enough to see what it was. */
  #fromColumns(eventNid: EventNid): Pdu {
    const { eventTypes, eventStateKeys } = this.#states.storage;
    const { room, rowOfNid, typeNid, stateKeyNid } = this.#events;
    const row = rowOfNid(eventNid);
    return symbolicPdu({
      event_id: this.#storedId(eventNid),
      room_id: room.roomId,
      type: eventTypes.text(typeNid[row] as EventTypeNid) ?? '',
      state_key: eventStateKeys.text(stateKeyNid[row] as EventStateKeyNid) ?? null,
    });
  }

  #storedId(eventNid: EventNid): EventId {
    return (this.#events.eventId[this.#events.rowOfNid(eventNid)] ?? '') as EventId;
  }
}

const CREATE_NID = PREASSIGNED_EVENT_TYPES.get('m.room.create');

function parse(json: Uint8Array): JsonValue {
  try {
    return parseJson(decoder.decode(json));
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
