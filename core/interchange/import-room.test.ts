import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RoomscopeError } from '../base/errors';
import { nobleHashing } from '../base/noble-hashing';
import { Work } from '../base/work';
import type { JsonObject } from '../matrix/event/json';
import { redact } from '../matrix/event/redact';
import { NO_KEYS } from '../matrix/event/verify-keys';
import { roomVersionRules } from '../matrix/room-versions/versions';
import { forkAndMerge } from '../samples/fork-and-merge';
import { RoomBuilder } from '../samples/room-builder';
import { sharingState } from '../samples/sharing-state';
import { nodePlatform } from '../testing/node/node-platform';
import { importSources, quietWork } from '../testing/node/recorded-room';
import { detectFile } from './detect-format';
import { importRoom } from './import-room';
import { memorySource } from './memory-source';

const platform = nodePlatform();
const decoder = new TextDecoder();
const encoder = new TextEncoder();

function linesOf(ndjson: Uint8Array): string[] {
  return decoder.decode(ndjson).trimEnd().split('\n');
}

const forkLines = linesOf(forkAndMerge.build(nobleHashing));
const chainLines = linesOf(sharingState.build(nobleHashing));

function source(name: string, lines: readonly string[]) {
  return memorySource(name, encoder.encode(lines.join('\n')));
}

async function imported(
  files: Readonly<Record<string, readonly string[]>>,
  options: { roomId?: string } = {},
) {
  const detected = [];
  for (const [name, lines] of Object.entries(files))
    detected.push(await detectFile(source(name, lines), platform));
  const all = {
    roomId: options.roomId ?? null,
    policy: 'dendrite',
    algorithm: null,
    keys: NO_KEYS,
  } as const;
  return importRoom(detected, all, platform, quietWork());
}

/** Event IDs in stored order. */
async function storedOrder(lines: readonly string[]): Promise<string[]> {
  const { storage, roomId } = await imported({ 'a.ndjson': lines });
  const room = storage.rooms.find(roomId);
  return room ? [...storage.events.ofRoom(room.roomNid)].map((row) => row.eventId) : [];
}

describe('order', () => {
  test('of a file whose events already follow their parents is kept', async () => {
    const [a, b, c, d, e, byAlice, byBob, ...rest] = forkLines;
    const lines = [a, b, c, d, e, byAlice, byBob, ...rest].flatMap((line) => line ?? []);
    const swapped = [a, b, c, d, e, byBob, byAlice, ...rest].flatMap((line) => line ?? []);
    const kept = await storedOrder(lines);
    const other = await storedOrder(swapped);
    expect(other).toEqual([...kept.slice(0, 5), kept[6], kept[5], ...kept.slice(7)]);
  });

  test('never changes the states', async () => {
    const inOrder = await importSources([source('a.ndjson', forkLines)]);
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(forkLines, { minLength: forkLines.length }),
        async (lines) => {
          const room = await importSources([source('a.ndjson', lines)]);
          for (const [row, id] of inOrder.events.eventId.entries()) {
            const other = room.events.rowOfId(id);
            expect(stateIds(room, other)).toEqual(stateIds(inOrder, row));
          }
        },
      ),
      { numRuns: 20 },
    );
  });
});

function stateIds(room: Awaited<ReturnType<typeof importSources>>, row: number): string[] {
  const view = room.states.view(room.events.snapshotBefore[row] as never);
  return view
    .eventNids()
    .map((nid) => room.events.eventId[room.events.rowOfNid(nid)] ?? '')
    .sort();
}

describe('copies of one event', () => {
  const rules = roomVersionRules('11');
  const topic = JSON.parse(chainLines[4] ?? '') as JsonObject;
  const redacted = JSON.stringify(rules && redact(topic, rules.redaction));
  const withRedacted = chainLines.with(4, redacted);

  async function storedTopic(files: Readonly<Record<string, readonly string[]>>) {
    const { storage, facts } = await imported(files);
    const [, json] = [...storage.events.json([5 as never])][0] ?? [];
    return { text: decoder.decode(json), duplicates: facts.duplicates };
  }

  test('the one whose content hash verifies is kept, wherever it comes', async () => {
    for (const files of [
      { a: chainLines, b: withRedacted },
      { a: withRedacted, b: chainLines },
      { a: [...withRedacted, ...chainLines] },
    ])
      expect(await storedTopic(files)).toEqual({ text: chainLines[4], duplicates: 6 });
  });

  test('where none verifies the first is kept', async () => {
    expect(await storedTopic({ a: withRedacted })).toEqual({ text: redacted, duplicates: 0 });
  });

  test('several files are one room, ties by the first of them', async () => {
    const { storage, files } = await imported({
      'a.ndjson': [...chainLines.slice(0, 2), ...chainLines.slice(4)],
      'b.ndjson': chainLines,
    });
    expect(files.map(({ name, events }) => [name, events])).toEqual([
      ['a.ndjson', 4],
      ['b.ndjson', 6],
    ]);
    expect([...storage.events.ofRoom(1 as never)]).toHaveLength(6);
  });
});

describe('what is stored', () => {
  test('is the file’s bytes, also where the ID given is another', async () => {
    const text = ` {"event_id" : "$another", ${chainLines[0]?.slice(1)}`;
    const { storage, facts } = await imported({ a: [`${text} \r`, ...chainLines.slice(1)] });
    const [, json] = [...storage.events.json([1 as never])][0] ?? [];
    expect(decoder.decode(json)).toBe(text.trim());
    expect(facts.idMismatches).toEqual([storage.events.byNids([1 as never])[0]?.eventId]);
  });

  test('an array of events is a room as well', async () => {
    const array = `[\n${chainLines.join(',\n')}\n]\n`;
    const { files, storage } = await imported({ 'a.json': [array] });
    expect(files).toEqual([{ name: 'a.json', format: 'json-array', events: 6, skipped: [] }]);
    expect(
      [...storage.events.jsonOfRoom(1 as never)].map(([, json]) => decoder.decode(json)),
    ).toEqual(chainLines);
  });
});

describe('a picked room', () => {
  const both = { 'a.ndjson': [...forkLines, ...chainLines] };

  test('leaves events of others out', async () => {
    const { roomId, files } = await imported(both, { roomId: '!sharing-state:example.org' });
    expect(roomId).toBe('!sharing-state:example.org');
    expect(files[0]?.events).toBe(6);
  });

  test('that is not there is a usage error', async () => {
    await expect(imported(both, { roomId: '!nowhere:x' })).rejects.toMatchObject({ code: 'usage' });
  });
});

test.each(['1', '2', '3', '6', '9', '10', '12'])('room version %s', async (version) => {
  const room = new RoomBuilder({ version, name: 'room' });
  room.create('alice');
  room.member('alice', 'join');
  room.say('alice', 'Hello');
  const lines = linesOf(room.ndjson());
  const { events, storage } = await importSources([source('a.ndjson', lines.toReversed())]);
  expect(storage.rooms.all()).toMatchObject([{ roomId: room.roomId, roomVersion: version }]);
  expect(events.eventId).toEqual(room.events.map((event) => event.pdu.eventId));
  expect([...events.rejected]).toEqual([0, 0, 0]);
});

test('an import that is cancelled leaves nothing behind', async () => {
  const controller = new AbortController();
  const work = new Work(platform, controller.signal, () => undefined);
  controller.abort();
  const files = [await detectFile(source('a.ndjson', chainLines), platform)];
  const options = { roomId: null, policy: 'dendrite', algorithm: null, keys: NO_KEYS } as const;
  await expect(importRoom(files, options, platform, work)).rejects.toBeInstanceOf(RoomscopeError);
});
