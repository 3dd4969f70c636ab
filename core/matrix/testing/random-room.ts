import { required } from '../../base/assert';
import type { JsonObject } from '../event/json';
import type { Pdu } from '../event/pdu';
import { symbolicPdu } from '../event/symbolic-pdu';
import { authEventSelection } from '../event-auth/auth-event-selection';
import { RoomReplay } from '../replay/room-replay';
import type { RoomVersionRules } from '../room-versions/rules';
import { MemoryRoom } from '../state-resolution/memory-room';
import type { StateMap } from '../state-resolution/partition';

const USERS = ['@alice:a', '@bob:b', '@carol:c', '@dave:a'] as const;
const [ALICE, BOB, CAROL] = USERS;

/** What a random event does; each number is folded into the range that it chooses from. */
export interface RandomChoice {
  readonly what: number;
  readonly sender: number;
  readonly target: number;
  readonly prev: number;
  /** A second prev event; 0 for none. */
  readonly otherPrev: number;
  /** An event from whose state it takes its auth events instead of the state before; 0 for none. */
  readonly stale: number;
  readonly timestamp: number;
}

export interface RandomRoom {
  readonly pdus: readonly Pdu[];
  readonly room: MemoryRoom;
  /** The states after every event, by event number minus one. */
  readonly states: readonly StateMap[];
}

/** A room that forks, merges, bans and promotes as the choices say; many of its events are refused. */
export function randomRoom(
  choices: readonly RandomChoice[],
  rules: RoomVersionRules,
  roomVersion: string,
): RandomRoom {
  const replay = new RoomReplay(new MemoryRoom(), rules);
  const pdus: Pdu[] = [];
  const receive = (
    fields: JsonObject,
    prevEvents: readonly string[],
    timestamp: number,
    authFrom = prevEvents,
  ): void => {
    const draft = symbolicPdu({ ...fields, event_id: `$${pdus.length}` });
    const state = required(replay.resolutionAfter(authFrom), 'the states of all parents');
    const selected = authEventSelection(draft, rules).map(([type, stateKey]) =>
      state.get(replay.room.tuple(type, stateKey)),
    );
    const cited = selected.filter((event) => event !== 0);
    const pdu = symbolicPdu({
      ...fields,
      event_id: `$${pdus.length}`,
      ...(rules.events.roomIdIsCreateHash && pdus.length === 0
        ? {}
        : { room_id: rules.events.roomIdIsCreateHash ? '!0' : '!room:a' }),
      prev_events: [...prevEvents],
      auth_events: cited.map((event) => replay.room.pdu(event).eventId),
      origin_server_ts: timestamp,
      depth: pdus.length,
    });
    pdus.push(pdu);
    replay.receive(pdu);
  };
  for (const fields of opening(roomVersion, rules)) {
    const last = pdus.at(-1)?.eventId;
    receive(fields, last === undefined ? [] : [last], pdus.length);
  }
  for (const choice of choices) {
    const prev = `$${choice.prev % pdus.length}`;
    const other = `$${choice.otherPrev % pdus.length}`;
    const merges = choice.otherPrev !== 0 && other !== prev;
    const prevEvents = merges ? [prev, other] : [prev];
    const authFrom = choice.stale === 0 ? prevEvents : [`$${choice.stale % pdus.length}`];
    receive(fieldsOf(choice, rules), prevEvents, choice.timestamp, authFrom);
  }
  const states = pdus.map(
    (pdu) => new Map(required(replay.stateAfter(pdu.eventId), 'a state').entries()),
  );
  return { pdus, room: replay.room, states };
}

/** Alice makes the room; Bob and Carol are in it and may do things, Dave is not. */
function opening(roomVersion: string, rules: RoomVersionRules): readonly JsonObject[] {
  const sender = ALICE;
  const content = { room_version: roomVersion, creator: ALICE };
  const join = (user: string): JsonObject => {
    const content = { membership: 'join' };
    return { type: 'm.room.member', state_key: user, sender: user, content };
  };
  const joinRule = { join_rule: 'public' };
  return [
    { type: 'm.room.create', state_key: '', sender, content },
    join(ALICE),
    { type: 'm.room.power_levels', state_key: '', sender, content: levels({}, rules) },
    { type: 'm.room.join_rules', state_key: '', sender, content: joinRule },
    join(BOB),
    join(CAROL),
  ];
}

/** Of users with infinite power no level may be set. */
function levels(changed: JsonObject, rules: RoomVersionRules): JsonObject {
  const users: JsonObject = { [ALICE]: 100, [BOB]: 50, [CAROL]: 50, ...changed };
  if (!rules.auth.creatorsHaveInfinitePower) return { users };
  const { [ALICE]: _, ...others } = users;
  return { users: others };
}

function fieldsOf(
  { what, sender: by, target: on }: RandomChoice,
  rules: RoomVersionRules,
): JsonObject {
  const sender = required(USERS[by % USERS.length], 'a user');
  const target = required(USERS[on % USERS.length], 'a user');
  const member = (of: string, membership: string): JsonObject => ({
    type: 'm.room.member',
    state_key: of,
    sender,
    content: { membership },
  });
  switch (what % 8) {
    case 0:
      return { type: 'm.room.topic', state_key: '', sender, content: { topic: String(on) } };
    case 1:
      return member(sender, 'join');
    case 2:
      return member(target, 'leave');
    case 3:
      return member(target, 'ban');
    case 4:
      return member(target, 'invite');
    case 5: {
      const join_rule = on % 2 === 0 ? 'public' : 'invite';
      return { type: 'm.room.join_rules', state_key: '', sender, content: { join_rule } };
    }
    case 6:
      return { type: 'm.room.message', sender, content: { body: 'hello' } };
    default: {
      const content = levels({ [target]: (by % 3) * 50 }, rules);
      return { type: 'm.room.power_levels', state_key: '', sender, content };
    }
  }
}
