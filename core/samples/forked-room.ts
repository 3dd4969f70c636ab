import { base64, base64UrlSafe } from '../base/base64';
import type { Hashing } from '../base/platform-port';
import type { JsonObject } from '../matrix/event/json';

const ADMIN = '@admin:a.example';
const SERVERS = 20;
const ADMIN_LEVEL = 100;
const encoder = new TextEncoder();

/** An event with its `event_id`, as files of cases have it. */
export type ForkedRoomEvent = JsonObject & { readonly event_id: string };

export interface Fork {
  /** Its events, in causal order. */
  readonly events: readonly ForkedRoomEvent[];
  /** The events that are in force at its end and were not at its start. */
  readonly changes: readonly ForkedRoomEvent[];
}

/**
 * A room of version 10 for measuring state resolution: everybody joins, then forks part in which
 * the first users change their names under power levels that have changed too. IDs and content
 * hashes have the length of real ones but are made from a counter: resolution never computes them,
 * and big rooms are made quickly. The same calls give the same events.
 */
export class ForkedRoom {
  readonly #hashing: Hashing;
  #made = 0;
  readonly #create: ForkedRoomEvent;
  readonly #adminJoins: ForkedRoomEvent;
  readonly #powerLevels: ForkedRoomEvent;
  readonly #joinRules: ForkedRoomEvent;
  readonly #joins: ForkedRoomEvent[] = [];

  constructor(users: number, hashing: Hashing) {
    this.#hashing = hashing;
    const created = { creator: ADMIN, room_version: '10' };
    this.#create = this.#event(ADMIN, 'm.room.create', '', created, [], []);
    const joined = { membership: 'join' };
    const toJoin = [this.#create];
    this.#adminJoins = this.#event(ADMIN, 'm.room.member', ADMIN, joined, toJoin, toJoin);
    const known = [this.#create, this.#adminJoins];
    const levels = { users: { [ADMIN]: ADMIN_LEVEL } };
    this.#powerLevels = this.#event(ADMIN, 'm.room.power_levels', '', levels, known, [
      this.#adminJoins,
    ]);
    const rule = { join_rule: 'public' };
    const withLevels = [...known, this.#powerLevels];
    this.#joinRules = this.#event(ADMIN, 'm.room.join_rules', '', rule, withLevels, [
      this.#powerLevels,
    ]);
    const selection = [this.#create, this.#powerLevels, this.#joinRules];
    for (let user = 0; user < users; user++) {
      const id = userId(user);
      this.#joins.push(this.#event(id, 'm.room.member', id, joined, selection, [this.#joinRules]));
    }
  }

  /** The state at the fork, which is also all the events up to there, in causal order. */
  get state(): readonly ForkedRoomEvent[] {
    const first = [this.#create, this.#adminJoins, this.#powerLevels, this.#joinRules];
    return [...first, ...this.#joins];
  }

  /**
   * A fork from the state above: `powerLevels` users get a level, from `firstLevel` up, then the
   * first `renames` users take names that begin with `name`.
   */
  fork(name: string, powerLevels: number, renames: number, firstLevel: number): Fork {
    const events: ForkedRoomEvent[] = [];
    let levels = this.#powerLevels;
    for (let change = 0; change < powerLevels; change++) {
      const users = { [ADMIN]: ADMIN_LEVEL, [userId(change)]: firstLevel + change };
      const cited = [this.#create, this.#adminJoins, levels];
      levels = this.#event(ADMIN, 'm.room.power_levels', '', { users }, cited, [levels]);
      events.push(levels);
    }
    const changes = powerLevels > 0 ? [levels] : [];
    for (const join of this.#joins.slice(0, renames)) {
      const id = String(join.sender);
      const content = { membership: 'join', displayname: `${name}-${id}` };
      const cited = [this.#create, levels, this.#joinRules, join];
      const renamed = this.#event(id, 'm.room.member', id, content, cited, [levels]);
      events.push(renamed);
      changes.push(renamed);
    }
    return { events, changes };
  }

  #event(
    sender: string,
    type: string,
    stateKey: string,
    content: JsonObject,
    authEvents: readonly ForkedRoomEvent[],
    prevEvents: readonly ForkedRoomEvent[],
  ): ForkedRoomEvent {
    const number = ++this.#made;
    return {
      room_id: '!forked:a.example',
      origin_server_ts: number,
      depth: number,
      prev_events: prevEvents.map((event) => event.event_id),
      type,
      state_key: stateKey,
      sender,
      content,
      auth_events: authEvents.map((event) => event.event_id),
      hashes: { sha256: base64(this.#hash(`content ${number}`)) },
      signatures: {},
      event_id: `$${base64UrlSafe(this.#hash(`event ${number}`))}`,
    };
  }

  #hash(text: string): Uint8Array {
    return this.#hashing.sha256(encoder.encode(text));
  }
}

function userId(user: number): string {
  return `@u${user}:s${user % SERVERS}.example`;
}

/**
 * A conflict as a file of `bench resolve`: the first line names the room version and the state sets,
 * every further line is one event. Two forks, on which every user takes another name.
 */
export function stateConflictLines(
  users: number,
  powerLevelsOfAFork: number,
  hashing: Hashing,
): readonly string[] {
  const room = new ForkedRoom(users, hashing);
  const forks = [
    room.fork('a', powerLevelsOfAFork, users, 10),
    room.fork('b', powerLevelsOfAFork, users, 15),
  ];
  const stateSets = forks.map(({ changes }) => {
    const byKey = new Map<string, string>();
    for (const event of [...room.state, ...changes])
      byKey.set(`${String(event.type)} ${String(event.state_key)}`, event.event_id);
    return [...byKey.values()];
  });
  const events = [...room.state, ...forks.flatMap((fork) => fork.events)];
  return [{ room_version: '10', state_sets: stateSets }, ...events].map((line) =>
    JSON.stringify(line),
  );
}
