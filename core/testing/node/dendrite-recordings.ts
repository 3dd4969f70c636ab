import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { required } from '../../base/assert';
import { CsrBuilder } from '../../base/csr';
import { nobleHashing } from '../../base/noble-hashing';
import { topologicalOrder } from '../../matrix/dag/topological-order';
import type { JsonObject } from '../../matrix/event/json';
import { parseJson } from '../../matrix/event/parse-json';
import type { Pdu } from '../../matrix/event/pdu';
import { receivePdu } from '../../matrix/event/receive-pdu';
import type { PersistentState } from '../../matrix/replay/persistent-state';
import { RoomReplay } from '../../matrix/replay/room-replay';
import type { RoomVersionRules } from '../../matrix/room-versions/rules';
import { roomVersionRules } from '../../matrix/room-versions/versions';
import { MemoryRoom } from '../../matrix/state-resolution/memory-room';
import { readJson, readUnpacked } from './recorded-room';
import { recordingsIn } from './sidecar';

type State = Readonly<Record<string, string>>;

/** What one Dendrite held of a room; the two kinds of recordings name some things differently. */
interface DendriteSidecar {
  readonly room_version: string;
  readonly events: readonly {
    readonly event_id: string;
    readonly rejected?: boolean;
    readonly rejected_reason?: string | null;
    readonly outlier?: boolean;
  }[];
  readonly latest_event_ids: readonly string[];
  readonly current_state: State;
  readonly state_before?: Readonly<Record<string, State>>;
  readonly state_after?: Readonly<Record<string, State>>;
  readonly outlier_event_ids?: readonly string[];
}

/** A room that Dendrites took part in: the union of all servers' events, and what each Dendrite held. */
export interface DendriteRoom {
  readonly name: string;
  readonly version: string;
  /** Each event after those of its prev and auth events that are among them. */
  readonly pdus: readonly Pdu[];
  readonly servers: readonly { readonly server: string; readonly sidecar: DendriteSidecar }[];
}

/** In mixed rooms d1 is the Dendrite. */
const isDendrite = (server: string) => !/^s\d$/.test(server);

export function dendriteRoomsIn(folder: string): readonly string[] {
  const recordings = recordingsIn(folder).filter(({ server }) => isDendrite(server));
  return [...new Set(recordings.map(({ room }) => room))];
}

export function readDendriteRoom(folder: string, name: string): DendriteRoom {
  const recordings = recordingsIn(folder).filter(({ room }) => room === name);
  const servers = recordings
    .filter(({ server }) => isDendrite(server))
    .map(({ server }) => ({ server, sidecar: readSidecar(folder, `${name}.${server}.json`) }));
  const version = required(servers[0], name).sidecar.room_version;
  const rules = required(roomVersionRules(version), `room version ${version}`);
  const texts = recordings.map(({ eventsPath }) => readUnpacked(eventsPath).toString('utf8'));
  return { name, version, pdus: parentsFirst(unionOf(texts, rules)), servers };
}

function readSidecar(folder: string, name: string): DendriteSidecar {
  const file = readdirSync(folder).find((each) => each === name || each === `${name}.gz`);
  return readJson<DendriteSidecar>(join(folder, required(file, name)));
}

/** Of several copies of an event the one whose content hash verifies. */
function unionOf(texts: readonly string[], rules: RoomVersionRules): readonly Pdu[] {
  const encoder = new TextEncoder();
  const found = new Map<string, Pdu>();
  for (const line of texts.flatMap((text) => text.split('\n'))) {
    if (line === '') continue;
    const event = parseJson(line) as JsonObject;
    const received = receivePdu(event, encoder.encode(line), rules, nobleHashing);
    if (!received.ok) throw new Error(`${received.failure.field}: ${received.failure.reason}`);
    const { pdu, contentHash } = received.value;
    if (!found.has(pdu.eventId) || contentHash === 'valid') found.set(pdu.eventId, pdu);
  }
  return [...found.values()];
}

function parentsFirst(pdus: readonly Pdu[]): readonly Pdu[] {
  const indices = new Map<string, number>(pdus.map(({ eventId }, index) => [eventId, index]));
  const parents = new CsrBuilder();
  for (const { prevEventIds, authEventIds } of pdus) {
    for (const id of [...prevEventIds, ...authEventIds]) {
      const index = indices.get(id);
      if (index !== undefined) parents.add(index);
    }
    parents.endNode();
  }
  return Array.from(topologicalOrder(parents.build()).order, (index) => pdus[index] as Pdu);
}

/** What one server held otherwise than the rules say. */
export interface DendriteDifference {
  readonly server: string;
  /** `before $id`, `after $id`, `now`, `verdict of $id`; then the keys that differ. */
  readonly what: string;
  readonly keys: readonly string[];
}

export interface DendriteComparison {
  readonly differences: readonly DendriteDifference[];
  readonly states: number;
  readonly verdicts: number;
}

/** Replays a room under `rules` from its create event on, and compares with what every server held. */
export function compareWithDendrites(
  room: DendriteRoom,
  rules: RoomVersionRules,
): DendriteComparison {
  const replay = new RoomReplay(new MemoryRoom(), rules);
  const prevEventIds = new Map(room.pdus.map((pdu) => [pdu.eventId as string, pdu.prevEventIds]));
  for (const pdu of room.pdus) replay.receive(pdu);
  const differences: DendriteDifference[] = [];
  let states = 0;
  let verdicts = 0;
  for (const { server, sidecar } of room.servers) {
    const compare = (what: string, ours: PersistentState | null, theirs: State): void => {
      states += 1;
      const keys = differingKeys(stateOf(replay.room, required(ours, what)), theirs);
      if (keys.length > 0) differences.push({ server, what, keys });
    };
    for (const [id, theirs] of Object.entries(sidecar.state_before ?? {})) {
      compare(`before ${id}`, replay.resolutionAfter(prevEventIds.get(id) ?? []), theirs);
    }
    for (const [id, theirs] of Object.entries(sidecar.state_after ?? {})) {
      compare(`after ${id}`, replay.resolutionAfter([id]), theirs);
    }
    compare('now', replay.resolutionAfter(sidecar.latest_event_ids), sidecar.current_state);
    for (const [id, wasRejected] of verdictsOf(sidecar)) {
      verdicts += 1;
      const isRejected = replay.room.isRejected(replay.room.numberOf(id));
      if (isRejected !== wasRejected) {
        differences.push({ server, what: `verdict of ${id}`, keys: [] });
      }
    }
  }
  return { differences, states, verdicts };
}

/** Of an outlier nothing is known but that it is there. */
export function verdictsOf(sidecar: DendriteSidecar): ReadonlyMap<string, boolean> {
  const outliers = new Set(sidecar.outlier_event_ids);
  const judged = sidecar.events.filter((each) => !each.outlier && !outliers.has(each.event_id));
  return new Map(
    judged.map((each) => [each.event_id, each.rejected ?? each.rejected_reason != null]),
  );
}

function stateOf(room: MemoryRoom, state: PersistentState): State {
  const held: Record<string, string> = {};
  for (const event of state.values()) {
    const { type, stateKey, eventId } = room.pdu(event);
    held[`${type}|${stateKey}`] = eventId;
  }
  return held;
}

function differingKeys(ours: State, theirs: State): readonly string[] {
  const keys = new Set([...Object.keys(ours), ...Object.keys(theirs)]);
  return [...keys].filter((key) => ours[key] !== theirs[key]).sort();
}
