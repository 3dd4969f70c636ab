import { describe, expect, test } from 'vitest';
import { inProcessEngine } from '../../../testing/node/in-process-engine';
import { ownRoomPath } from '../../../testing/node/own-rooms';
import { readUnpacked } from '../../../testing/node/recorded-room';
import type { ResolveParams } from '../../requests';

const { client, grantFile, bugs } = inProcessEngine();

const ROOMS = ['v1-ab.a', 'v10-ab.a', 'v11-abc.a', 'shot-mutual_ban-v12.a', 'crafted-v10.s1'];
const PLAIN = { algorithm: null, points: null, trace: false, whyNot: null };
const DENDRITE = { algorithm: 'dendrite', points: null };

const pathOf = (room: string) => ownRoomPath(`recorded/${room}.ndjson.gz`);

async function open(room: string, algorithm: string | null = null) {
  const { documentId } = await client.request('document.open', {
    sources: [grantFile(pathOf(room))],
    ...{ roomId: null, policy: 'dendrite', schema: 'dendrite' },
    ...{ algorithm, points: null, keys: null },
  });
  const choice = { documentId, roomId: null };
  return {
    resolve: (eventIds: readonly string[], params: Partial<ResolveParams> = {}) =>
      client.request('state.resolve', { ...choice, eventIds, ...PLAIN, ...params }),
    state: async (kind: 'before' | 'after', eventId: string) => {
      const { states } = await client.request('debug.state', {
        ...choice,
        at: [{ kind, eventId }],
      });
      return states[0]?.state;
    },
    info: async () => (await client.request('document.info', choice)).rooms[0],
  };
}

type Reference = string | readonly [string, unknown];

/** The parents of each merge of a room, as lists of event IDs; at most `most`, from all over the room. */
function merges(room: string, most: number): readonly (readonly string[])[] {
  const lines = readUnpacked(pathOf(room)).toString('utf8').trim().split('\n');
  const all = lines
    .map((line) => (JSON.parse(line) as { prev_events: Reference[] }).prev_events)
    .filter((prev) => prev.length > 1)
    .map((prev) => prev.map((each) => (typeof each === 'string' ? each : each[0])));
  const step = Math.max(1, Math.floor(all.length / most));
  return all.filter((_, index) => index % step === 0).slice(0, most);
}

describe.each(ROOMS)('%s', (room) => {
  test('a replay has the states that the roomserver has', async () => {
    const own = await open(room);
    const dendrite = await open(room, 'dendrite');
    const info = await own.info();
    const version = info?.room_version ?? '';
    const algorithm = version === '1' ? 'v1' : version === '12' ? 'v2.1' : 'v2';
    const parents = merges(room, 6);
    expect(parents.length).toBeGreaterThan(0);
    for (const eventIds of parents) {
      const byOwn = await own.resolve(eventIds);
      expect(byOwn.algorithm).toBe(algorithm);
      // Stored in the one document, replayed in the other.
      expect((await dendrite.resolve(eventIds, { algorithm })).state).toEqual(byOwn.state);
      const byDendrite = await dendrite.resolve(eventIds);
      expect(byDendrite.algorithm).toBe('dendrite');
      expect((await own.resolve(eventIds, DENDRITE)).state).toEqual(byDendrite.state);
    }
    expect(bugs).toEqual([]);
  });

  test('why a Dendrite differs from the create event on is told by two such replays', async () => {
    const own = await open(room);
    const whyNot = { algorithm: 'dendrite', fromCreate: true } as const;
    for (const eventIds of merges(room, 2)) {
      const { state, why_not } = await own.resolve(eventIds, { whyNot });
      const other = (await own.resolve(eventIds, DENDRITE)).state;
      const keyed = new Map(state.map(([type, key, id]) => [JSON.stringify([type, key]), id]));
      for (const [type, key, from, to] of why_not?.differs ?? []) {
        const name = JSON.stringify([type, key]);
        expect(keyed.get(name) ?? null).toBe(from);
        if (to === null) keyed.delete(name);
        else keyed.set(name, to);
      }
      const otherKeyed = other.map(([type, key, id]) => [JSON.stringify([type, key]), id] as const);
      expect(keyed).toEqual(new Map(otherKeyed));
      // The points alone lead there, too.
      const points = why_not?.points ?? [];
      const byPoints = await own.resolve(eventIds, { algorithm: 'dendrite', points });
      expect(byPoints.state).toEqual(other);
    }
  });
});

test('the state after a rejected event is the one before it', async () => {
  const room = await open('crafted-v10.s1');
  const info = await room.info();
  const rejected = info?.refused.filter(({ verdict }) => verdict === 'rejected') ?? [];
  expect(rejected.length).toBeGreaterThan(5);
  for (const { event_id } of rejected) {
    const { state } = await room.resolve([event_id]);
    expect(state).toEqual(await room.state('before', event_id));
    expect((await room.resolve([event_id], { algorithm: 'v2.1' })).state).toEqual(state);
  }
});

test('a state is resolved with itself to itself', async () => {
  const room = await open('v10-ab.a');
  const [[first = '', second = ''] = []] = merges('v10-ab.a', 1);
  const [one, two] = [await room.resolve([first, second]), await room.resolve([second, first])];
  expect(one.state).toEqual(two.state);
  expect((await room.resolve([first, first])).state).toEqual(await room.state('after', first));
});

test('of the sample the ban comes before the promotion in the order of power, and wins', async () => {
  const { documentId } = await client.request('document.open', {
    sources: [{ kind: 'sample', id: 'ban-meets-promotion' }],
    ...{ roomId: null, policy: 'dendrite', schema: 'dendrite' },
    ...{ algorithm: null, points: null, keys: null },
  });
  const { rows } = await client.request('debug.table', {
    documentId,
    table: 'roomserver_events',
    limit: null,
  });
  const [promotion = '', ban = ''] = [6, 7].map((at) => String(rows[at]?.event_id));
  const { conflicted, state, trace } = await client.request('state.resolve', {
    ...{ documentId, roomId: null, eventIds: [promotion, ban] },
    ...PLAIN,
    trace: true,
  });
  expect(conflicted.map(([type, key]) => [type, key])).toEqual([
    ['m.room.member', '@bob:example.org'],
    ['m.room.power_levels', ''],
  ]);
  const order = trace?.find((step) => step.step === 'reverse-topological-power-order')?.order ?? [];
  const ids = order.map((place) => place.event_id);
  expect(ids.indexOf(ban)).toBeGreaterThan(-1);
  expect(ids.indexOf(promotion)).toBeGreaterThan(ids.indexOf(ban));
  const resolved = state.map(([, , eventId]) => eventId);
  expect(resolved).toContain(ban);
  expect(resolved).not.toContain(promotion);
});
