import { RoomscopeError } from '../base/errors';
import type { Hashing, Platform } from '../base/platform-port';
import { briefly } from '../matrix/event/briefly';
import { withSignatureCheck } from '../matrix/event/check-signatures';
import { isObject, type JsonObject, type JsonValue } from '../matrix/event/json';
import { parseJson } from '../matrix/event/parse-json';
import type { EventId, ReceivedPdu, RoomId } from '../matrix/event/pdu';
import { receivePdu } from '../matrix/event/receive-pdu';
import type { VerifyKeys } from '../matrix/event/verify-keys';
import type { RoomVersionRules } from '../matrix/room-versions/rules';
import { KNOWN_ROOM_VERSIONS, roomVersionRules } from '../matrix/room-versions/versions';
import { PduInterner } from './pdu-interner';
import type { FileEvent } from './read-events';

/** An event of the room, and where its kept copy stood. */
export interface CollectedEvent {
  readonly received: ReceivedPdu;
  readonly file: string;
  readonly line: number;
}

export interface CollectedRoom {
  readonly roomId: RoomId;
  readonly rules: RoomVersionRules;
  /** Each event once, in order of first appearance. */
  readonly events: readonly CollectedEvent[];
  readonly indexOf: ReadonlyMap<EventId, number>;
  /** Copies beyond the one kept. */
  readonly duplicates: number;
}

const decoder = new TextDecoder();

/**
 * Gathers the events of one room out of any number of files, in whatever order. Until the create
 * event is found, which gives the room version, only the events' bytes are held; a room whose
 * create event comes first is read in a single pass.
 */
export class RoomCollector {
  readonly #keys: VerifyKeys;
  readonly #platform: Pick<Platform, 'hashing' | 'signing'>;
  /** True where the user picked the room: events of other rooms are then left out, not an error. */
  readonly #picked: boolean;
  #roomId: RoomId | null;
  #rules: RoomVersionRules | null = null;
  #waiting: Omit<FileEvent, 'value'>[] = [];
  #duplicates = 0;
  readonly #events: CollectedEvent[] = [];
  readonly #indexOf = new Map<EventId, number>();
  readonly #interner = new PduInterner();

  constructor(
    roomId: string | null,
    keys: VerifyKeys,
    platform: Pick<Platform, 'hashing' | 'signing'>,
  ) {
    this.#roomId = roomId as RoomId | null;
    this.#picked = roomId !== null;
    this.#keys = keys;
    this.#platform = platform;
  }

  /**
   * False where the event is of a room that was not picked. Throws `bad_input`, naming file, line
   * and field, where it cannot be one of the room.
   */
  add(event: FileEvent): boolean {
    if (!this.#belongs(event)) return false;
    if (this.#rules) this.#receive(event, this.#rules);
    else if (isCreateEvent(event.value)) this.#begin(event);
    else {
      const { file, line, bytes } = event;
      this.#waiting.push({ file, line, bytes });
    }
    return true;
  }

  /** The version is known: those that waited for it come first, as they did in the file. */
  #begin(create: FileEvent): void {
    const rules = rulesOf(create);
    this.#rules = rules;
    for (const early of this.#waiting) this.#receive(parsedAgain(early), rules);
    this.#waiting = [];
    this.#receive(create, rules);
  }

  /** Throws where no event of the room came, or none from which its version is known. */
  finish(files: readonly string[]): CollectedRoom {
    const names = files.join(', ');
    const file = files[0] ?? null;
    if (this.#roomId === null || this.#isEmpty()) throw this.#noEvents(names, file);
    if (!this.#rules) throw this.#noCreateEvent(names, file);
    return {
      roomId: this.#roomId,
      rules: this.#rules,
      events: this.#events,
      indexOf: this.#indexOf,
      duplicates: this.#duplicates,
    };
  }

  #isEmpty(): boolean {
    return this.#events.length === 0 && this.#waiting.length === 0;
  }

  #noEvents(names: string, file: string | null): RoomscopeError {
    if (this.#picked)
      return new RoomscopeError(
        'usage',
        `${names} holds no event of the room ${this.#roomId}. Check the ID; info without --room names the room.`,
        {
          file,
        },
      );
    return new RoomscopeError('bad_input', `${names} holds no events. Choose a file that does.`, {
      file,
    });
  }

  #noCreateEvent(names: string, file: string | null): RoomscopeError {
    return new RoomscopeError(
      'bad_input',
      `${names} holds no create event of the room ${this.#roomId}: without m.room.create its version is not known. Add the room's first event.`,
      { file, field: 'type' },
    );
  }

  #belongs(event: FileEvent): boolean {
    const roomId = roomIdOf(event, this.#platform.hashing);
    this.#roomId ??= roomId as RoomId;
    if (roomId === this.#roomId) return true;
    if (!this.#picked) throw secondRoom(event, this.#roomId, roomId);
    return false;
  }

  #receive(event: FileEvent, rules: RoomVersionRules): void {
    const { file, line } = event;
    const { hashing, signing } = this.#platform;
    const unchecked = receive(event, rules, hashing);
    const received = withSignatureCheck(unchecked, event.value, rules, this.#keys, signing);
    const known = this.#indexOf.get(received.pdu.eventId);
    if (known === undefined) {
      this.#indexOf.set(received.pdu.eventId, this.#events.length);
      this.#events.push({ received: this.#interner.intern(received), file, line });
      return;
    }
    this.#duplicates += 1;
    const kept = this.#events[known]?.received;
    if (kept && trustIn(received) > trustIn(kept))
      this.#events[known] = { received: this.#interner.intern(received), file, line };
  }
}

/** Of copies of one event the one whose content is whole is kept, then one that is signed as it must be. */
function trustIn({ contentHash, signatures }: ReceivedPdu): number {
  return (contentHash === 'valid' ? 2 : 0) + (signatures === 'invalid' ? 0 : 1);
}

function receive(event: FileEvent, rules: RoomVersionRules, hashing: Hashing): ReceivedPdu {
  const result = receivePdu(event.value, event.bytes, rules, hashing);
  if (result.ok) return result.value;
  const { field, reason } = result.failure;
  throw badField(event, field, reason);
}

function badField({ file, line }: FileEvent, field: string, reason: string): RoomscopeError {
  return new RoomscopeError(
    'bad_input',
    `${file}, line ${line}, field ${field}: ${reason}. Mend the event or take it out.`,
    {
      file,
      line,
      field,
    },
  );
}

function secondRoom({ file, line }: FileEvent, first: string, second: string): RoomscopeError {
  return new RoomscopeError(
    'bad_input',
    `${file}, line ${line} belongs to a second room, ${second}; the events before it to ${first}. Keep the events of one room, or pick one with --room on the command line.`,
    { file, line, field: 'room_id' },
  );
}

function parsedAgain(event: Omit<FileEvent, 'value'>): FileEvent {
  return { ...event, value: parseJson(decoder.decode(event.bytes)) as JsonObject };
}

/** A room begins with exactly one create event; a later one, with prev events, is refused by rule. */
function isCreateEvent(value: JsonObject): boolean {
  if (value.type !== 'm.room.create' || value.state_key !== '') return false;
  const prev = value.prev_events;
  return !Array.isArray(prev) || prev.length === 0;
}

/** From room version 12 on the create event carries no room ID: the ID follows from the event. */
function roomIdOf(event: FileEvent, hashing: Hashing): string {
  const { value } = event;
  if (typeof value.room_id === 'string') return value.room_id;
  if (value.room_id === undefined && isCreateEvent(value)) {
    const rules = rulesOf(event);
    if (rules.events.roomIdIsCreateHash) return receive(event, rules, hashing).pdu.roomId;
  }
  throw badField(event, 'room_id', 'missing or not a string');
}

function declaredVersion(create: JsonObject): JsonValue {
  return (isObject(create.content) ? create.content.room_version : undefined) ?? '1';
}

function rulesOf(create: FileEvent): RoomVersionRules {
  const version = declaredVersion(create.value);
  const rules = typeof version === 'string' ? roomVersionRules(version) : undefined;
  if (rules) return rules;
  throw badField(
    create,
    'content.room_version',
    `the room version ${briefly(version)} is not known; ${KNOWN_ROOM_VERSIONS.join(', ')} are`,
  );
}
