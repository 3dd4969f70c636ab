import { base64UrlSafe } from '../base/base64';
import type { Hashing } from '../base/platform-port';
import { canonicalJson } from '../matrix/event/canonical-json';
import { contentHash, referenceHash } from '../matrix/event/hashes';
import type { JsonObject } from '../matrix/event/json';
import type { RoomVersionRules } from '../matrix/room-versions/rules';
import { roomVersionRules } from '../matrix/room-versions/versions';

const ROOM_VERSION = '10';
const ROOM_ID = '!branching:s0.test';
const SERVERS = 5;
const USERS = Array.from({ length: 40 }, (_, user) => `@u${user}:s${user % SERVERS}.test`);
const ADMIN = '@u0:s0.test';
const MOST_BRANCHES = 4;
/** Chances per event. */
const FORKS = 0.08;
const MERGES = 0.1;
const SETS_STATE = 0.1;
const FIRST_TIMESTAMP = Date.UTC(2024, 0, 1);
const SECOND = 1000;

interface Tip {
  readonly ids: readonly string[];
  readonly depth: number;
}

/** Auth events that every branch agrees on: nobody's membership or power changes after the start. */
interface Founding {
  readonly room: readonly string[];
  readonly joinOf: ReadonlyMap<string, string>;
}

/**
 * A room of any size for measuring, line by line (ndjson): up to four branches at a time that fork
 * and merge, one event in ten sets the name or topic, so that merges conflict. Real hashes and
 * event IDs, no signatures; the same number of events gives the same bytes. O(1) memory.
 */
export function* branchingRoom(events: number, hashing: Hashing): Generator<string> {
  const writer = new EventWriter(hashing);
  const chance = pseudoRandom(1);
  const { lines, founding, tip } = found(writer);
  yield* lines.slice(0, events);
  const tips = [tip];
  for (let number = lines.length; number < events; number++) {
    if (tips.length < MOST_BRANCHES && chance() < FORKS) tips.push(pick(tips, chance));
    const branch = Math.floor(chance() * tips.length);
    let onto = tips[branch] ?? tip;
    if (branch > 0 && chance() < MERGES) {
      onto = merged(tips[0] ?? tip, onto);
      tips.splice(branch, 1);
      tips[0] = onto;
    }
    const sender = pick(USERS, chance);
    const cited = [...founding.room, founding.joinOf.get(sender) ?? ''];
    const fields = chance() < SETS_STATE ? stateFields(number, chance) : messageFields(number);
    const made = writer.write({ ...fields, sender }, onto, cited);
    const at = tips.indexOf(onto);
    tips[at < 0 ? branch : at] = made.tip;
    yield made.line;
  }
}

function found(writer: EventWriter) {
  const lines: string[] = [];
  let tip: Tip = { ids: [], depth: 0 };
  const send = (fields: JsonObject, cited: readonly string[]): string => {
    const made = writer.write(fields, tip, cited);
    lines.push(made.line);
    tip = made.tip;
    return made.tip.ids[0] ?? '';
  };
  const state = (type: string, stateKey: string, content: JsonObject, sender = ADMIN) => ({
    type,
    state_key: stateKey,
    content,
    sender,
  });
  const create = send(
    state('m.room.create', '', { creator: ADMIN, room_version: ROOM_VERSION }),
    [],
  );
  const admin = send(state('m.room.member', ADMIN, { membership: 'join' }), [create]);
  const events = { 'm.room.name': 0, 'm.room.topic': 0 };
  const power = send(
    state('m.room.power_levels', '', { users: { [ADMIN]: 100 }, events, state_default: 50 }),
    [create, admin],
  );
  const open = send(state('m.room.join_rules', '', { join_rule: 'public' }), [
    create,
    power,
    admin,
  ]);
  const joinOf = new Map([[ADMIN, admin]]);
  for (const user of USERS.slice(1)) {
    const join = state('m.room.member', user, { membership: 'join' }, user);
    joinOf.set(user, send(join, [create, power, open]));
  }
  const founding: Founding = { room: [create, power], joinOf };
  return { lines, founding, tip };
}

class EventWriter {
  readonly #hashing: Hashing;
  readonly #rules = roomVersionRules(ROOM_VERSION) as RoomVersionRules;
  #number = 0;

  constructor(hashing: Hashing) {
    this.#hashing = hashing;
  }

  write(fields: JsonObject, onto: Tip, cited: readonly string[]): { line: string; tip: Tip } {
    const draft: JsonObject = {
      ...fields,
      room_id: ROOM_ID,
      origin_server_ts: FIRST_TIMESTAMP + SECOND * this.#number++,
      depth: onto.depth + 1,
      prev_events: [...onto.ids],
      auth_events: [...cited],
      signatures: {},
    };
    const event = { ...draft, hashes: { sha256: contentHash(draft, this.#hashing) } };
    const id = `$${base64UrlSafe(referenceHash(event, this.#rules, this.#hashing))}`;
    return { line: `${canonicalJson(event)}\n`, tip: { ids: [id], depth: onto.depth + 1 } };
  }
}

function merged(into: Tip, from: Tip): Tip {
  return {
    ids: [...new Set([...into.ids, ...from.ids])],
    depth: Math.max(into.depth, from.depth),
  };
}

function messageFields(number: number): JsonObject {
  return { type: 'm.room.message', content: { msgtype: 'm.text', body: `Message ${number}` } };
}

function stateFields(number: number, chance: () => number): JsonObject {
  return chance() < 1 / 2
    ? { type: 'm.room.name', state_key: '', content: { name: `Room ${number}` } }
    : { type: 'm.room.topic', state_key: '', content: { topic: `Topic ${number}` } };
}

function pick<Value>(values: readonly Value[], chance: () => number): Value {
  return values[Math.floor(chance() * values.length)] as Value;
}

/** Numbers from 0 to 1 (mulberry32): the same row of them for the same seed. */
function pseudoRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
