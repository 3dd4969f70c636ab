import type { JsonObject } from '../event/json';
import { symbolicPdu } from '../event/symbolic-pdu';
import { type DendritePoint, withAlgorithm } from '../room-versions/algorithm';
import { MemoryRoom } from '../state-resolution/memory-room';
import { tracedResolution } from './traced-resolution';
import { rulesOf } from './usual-room';

/** An event of a drawn graph; `auth` are the event IDs that it cites, with blanks between. */
export interface DrawnEvent {
  readonly id: string;
  readonly type: string;
  readonly key?: string;
  readonly sender: string;
  readonly content: JsonObject;
  readonly auth: string;
  /** origin_server_ts. */
  readonly at?: number;
  readonly depth?: number;
}

export function member(
  id: string,
  user: string,
  membership: string,
  auth: string,
  more: Partial<DrawnEvent> = {},
): DrawnEvent {
  const content = { membership };
  return { id, type: 'm.room.member', key: user, sender: user, content, auth, ...more };
}

/** A state event with the empty state key. */
export function setting(
  id: string,
  type: string,
  sender: string,
  content: JsonObject,
  auth: string,
  at = 0,
): DrawnEvent {
  return { id, type, sender, content, auth, at };
}

export function drawnRoom(events: readonly DrawnEvent[]): MemoryRoom {
  const room = new MemoryRoom();
  for (const event of events) room.add(symbolicPdu(rawEvent(event)));
  return room;
}

/** How one merge of a drawn room comes out under some departures of a Dendrite. */
export interface DrawnOutcome {
  /** The event that stands for a key; undefined where the resolved state lacks it. */
  winner(type: string, key?: string): string | undefined;
  readonly powerOrder: readonly string[];
  readonly mainlineOrder: readonly string[];
  /** The check of one event: the rule that refused it, and where each entry asked for came from. */
  check(id: string): { readonly ruleId: string | null; readonly sources: JsonObject } | undefined;
  readonly steps: ReturnType<typeof tracedResolution>['steps'];
  id(event: number): string;
}

/** Merges forks (`points` null: without any profile), each a list of event IDs with blanks between; later ones replace earlier ones. */
export function mergeDrawn(
  events: readonly DrawnEvent[],
  forks: readonly string[],
  points: readonly DendritePoint[] | null,
  version = '11',
): DrawnOutcome {
  const room = drawnRoom(events);
  const sets = forks.map((fork) => room.stateOf(fork.split(' ')));
  const choice = points === null ? null : ({ algorithm: 'dendrite', points } as const);
  const rules = withAlgorithm(rulesOf(version), choice);
  const { state, steps, step } = tracedResolution(sets, room, rules);
  const id = (event: number): string => room.pdu(event).eventId;
  const ids = (order: readonly { readonly event: number }[] | undefined) =>
    (order ?? []).map(({ event }) => id(event));
  return {
    winner(type, key = '') {
      const event = state.get(room.tuple(type, key));
      return event === undefined ? undefined : id(event);
    },
    powerOrder: ids(step('reverse-topological-power-order')[0]?.order),
    mainlineOrder: ids(step('mainline-order')[0]?.order),
    check(wanted) {
      const found = step('iterative-auth-check').find(({ event }) => id(event) === wanted);
      if (found === undefined) return undefined;
      const sources = found.consulted.map(({ type, stateKey, source }) => [
        `${type}|${stateKey}`,
        source,
      ]);
      return { ruleId: found.refusal?.ruleId ?? null, sources: Object.fromEntries(sources) };
    },
    steps,
    id,
  };
}

function rawEvent({ id, type, key = '', sender, content, auth, at = 0, depth = 0 }: DrawnEvent) {
  return {
    event_id: id,
    room_id: '!room:a',
    type,
    state_key: key,
    sender,
    content,
    auth_events: auth === '' ? [] : auth.split(' '),
    prev_events: type === 'm.room.create' ? [] : ['$somewhere'],
    origin_server_ts: at,
    depth,
  };
}
