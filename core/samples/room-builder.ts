import { assert } from '../base/assert';
import { base64 } from '../base/base64';
import { nobleHashing } from '../base/noble-hashing';
import type { Hashing } from '../base/platform-port';
import { canonicalJson } from '../matrix/event/canonical-json';
import { contentHash, referenceHash } from '../matrix/event/hashes';
import type { JsonObject, JsonValue } from '../matrix/event/json';
import type { EventId, Pdu, ReceivedPdu } from '../matrix/event/pdu';
import { receivePdu } from '../matrix/event/receive-pdu';
import { authEventSelection } from '../matrix/event-auth/auth-event-selection';
import type { RoomVersionRules } from '../matrix/room-versions/rules';
import { roomVersionRules } from '../matrix/room-versions/versions';

export interface RoomOptions {
  readonly version: string;
  /** Local part of the room ID; from version 12 on the ID follows from the create event instead. */
  readonly name: string;
  readonly server?: string;
  readonly hashing?: Hashing;
}

/** What a test or sample says about an event; everything else follows. */
export interface EventDescription {
  /** Local part of the sender, or a whole user ID. */
  readonly by: string;
  readonly type: string;
  /** Left out: not a state event. */
  readonly stateKey?: string;
  readonly content: JsonObject;
  /** Prev events; left out: the event made last. */
  readonly after?: readonly ReceivedPdu[];
  /** Auth events, for events that cite wrongly on purpose; left out: as the specification selects. */
  readonly citing?: readonly ReceivedPdu[];
  /** Top-level fields added or replaced (before hashing). */
  readonly fields?: JsonObject;
}

const FIRST_TIMESTAMP = Date.UTC(2022, 1, 4, 10, 0, 0);
const MINUTE = 60_000;

type RoomState = ReadonlyMap<string, ReceivedPdu>;

/**
 * Builds rooms of real events, with real hashes and IDs but no signatures, from short descriptions.
 * The same descriptions give the same bytes: the clock starts at a fixed time and goes on by a
 * minute an event. Where branches merge, the event made last wins each key when auth events are
 * chosen; no state resolution runs here.
 */
export class RoomBuilder {
  readonly events: ReceivedPdu[] = [];
  readonly rules: RoomVersionRules;
  readonly #hashing: Hashing;
  readonly #server: string;
  #roomId: string;
  /** Per event: the state after it, by `type` and state key. Shared between events where equal. */
  readonly #states = new Map<EventId, RoomState>();
  readonly #numbers = new Map<EventId, number>();

  constructor(options: RoomOptions) {
    const rules = roomVersionRules(options.version);
    assert(rules, `no rules for room version ${options.version}`);
    this.rules = rules;
    this.#hashing = options.hashing ?? nobleHashing;
    this.#server = options.server ?? 'example.org';
    this.#roomId = `!${options.name}:${this.#server}`;
  }

  /** Of the room; in version 12 known once the create event is made. */
  get roomId(): string {
    return this.#roomId;
  }

  user(name: string): string {
    return name.startsWith('@') ? name : `@${name}:${this.#server}`;
  }

  create(by: string, content: JsonObject = {}): ReceivedPdu {
    const creator =
      this.rules.auth.creators === 'content-creator' ? { creator: this.user(by) } : {};
    const created = this.send({
      by,
      type: 'm.room.create',
      stateKey: '',
      content: { room_version: this.rules.version, ...creator, ...content },
      after: [],
    });
    this.#roomId = created.pdu.roomId;
    return created;
  }

  /** A membership of the sender, or of `of`. */
  member(
    by: string,
    membership: string,
    options: Partial<EventDescription> & { of?: string } = {},
  ) {
    const { of: target = by, ...rest } = options;
    return this.send({
      by,
      type: 'm.room.member',
      stateKey: this.user(target),
      content: { membership },
      ...rest,
    });
  }

  say(by: string, body: string, after?: readonly ReceivedPdu[]): ReceivedPdu {
    const content = { msgtype: 'm.text', body };
    return this.send({ by, type: 'm.room.message', content, ...(after ? { after } : {}) });
  }

  send(description: EventDescription): ReceivedPdu {
    const prev = description.after ?? this.events.slice(-1);
    const before = this.#stateAfter(prev);
    const draft = this.#fields(description, prev);
    const authEvents = description.citing ?? this.#authEvents(draft, before);
    const event = this.#receive({ ...draft, auth_events: this.#references(authEvents) });
    assert(!this.#states.has(event.pdu.eventId), `event ${event.pdu.eventId} was made before`);
    this.events.push(event);
    this.#numbers.set(event.pdu.eventId, this.events.length);
    this.#states.set(event.pdu.eventId, withEvent(before, event));
    return event;
  }

  /** The room as an ndjson file, in the order in which its events were made. */
  ndjson(): Uint8Array {
    const decoder = new TextDecoder();
    const lines = this.events.map((event) => `${decoder.decode(event.json)}\n`);
    return new TextEncoder().encode(lines.join(''));
  }

  #fields(description: EventDescription, prev: readonly ReceivedPdu[]): JsonObject {
    const { by, type, stateKey, content, fields } = description;
    const number = this.events.length + 1;
    const isV12Create = type === 'm.room.create' && this.rules.events.roomIdIsCreateHash;
    const depths = prev.map((event) => Number(event.pdu.depth));
    return {
      ...(this.rules.events.eventId === 'field' ? { event_id: `$${number}:${this.#server}` } : {}),
      ...(isV12Create ? {} : { room_id: this.#roomId }),
      type,
      ...(stateKey === undefined ? {} : { state_key: stateKey }),
      sender: this.user(by),
      content,
      depth: Math.max(0, ...depths) + 1,
      origin_server_ts: FIRST_TIMESTAMP + MINUTE * this.events.length,
      prev_events: this.#references(prev),
      auth_events: [],
      signatures: {},
      ...fields,
    };
  }

  #references(events: readonly ReceivedPdu[]): JsonValue {
    if (this.rules.events.references === 'ids') return events.map((event) => event.pdu.eventId);
    return events.map((event) => {
      const value = JSON.parse(new TextDecoder().decode(event.json)) as JsonObject;
      const sha256 = base64(referenceHash(value, this.rules, this.#hashing));
      return [event.pdu.eventId, { sha256 }];
    });
  }

  #authEvents(draft: JsonObject, before: RoomState): ReceivedPdu[] {
    const pdu: Pdu = this.#receive(draft).pdu;
    return authEventSelection(pdu, this.rules).flatMap(
      ([type, stateKey]) => before.get(stateOf(type, stateKey)) ?? [],
    );
  }

  #receive(draft: JsonObject): ReceivedPdu {
    const hashes = { sha256: contentHash(draft, this.#hashing) };
    const value: JsonObject = { ...draft, hashes };
    const json = new TextEncoder().encode(canonicalJson(value));
    const result = receivePdu(value, json, this.rules, this.#hashing);
    assert(result.ok, 'a built event must be readable');
    return result.value;
  }

  #stateAfter(events: readonly ReceivedPdu[]): RoomState {
    const states = events.map((event) => this.#states.get(event.pdu.eventId));
    const [only] = states;
    if (only && states.length === 1) return only;
    const merged = new Map<string, ReceivedPdu>();
    for (const state of states)
      for (const [key, event] of state ?? []) {
        const held = merged.get(key);
        if (!held || this.#number(event) > this.#number(held)) merged.set(key, event);
      }
    return merged;
  }

  /** Place in the order in which events were made; clocks can be set to say otherwise. */
  #number(event: ReceivedPdu): number {
    return this.#numbers.get(event.pdu.eventId) ?? 0;
  }
}

function withEvent(before: RoomState, event: ReceivedPdu): RoomState {
  const { type, stateKey } = event.pdu;
  if (stateKey === null) return before;
  return new Map(before).set(stateOf(type, stateKey), event);
}

function stateOf(type: string, stateKey: string): string {
  return JSON.stringify([type, stateKey]);
}
