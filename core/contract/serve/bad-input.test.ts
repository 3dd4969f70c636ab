import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { nobleHashing } from '../../base/noble-hashing';
import type { ByteSource } from '../../base/platform-port';
import { memorySource } from '../../interchange/memory-source';
import type { JsonObject } from '../../matrix/event/json';
import { createDendriteStorage } from '../../roomserver/storage/sqljs/open';
import { forkAndMerge } from '../../samples/fork-and-merge';
import { RoomBuilder } from '../../samples/room-builder';
import { sharingState } from '../../samples/sharing-state';
import { inProcessEngine } from '../../testing/node/in-process-engine';
import { nodePlatform } from '../../testing/node/node-platform';

const encoder = new TextEncoder();
const lines = new TextDecoder().decode(sharingState.build(nobleHashing)).trimEnd().split('\n');
const otherLines = new TextDecoder().decode(forkAndMerge.build(nobleHashing)).split('\n');

function source(name: string, content: string | readonly string[] | Uint8Array): ByteSource {
  if (content instanceof Uint8Array) return memorySource(name, content);
  const text = typeof content === 'string' ? content : content.join('\n');
  return memorySource(name, encoder.encode(text));
}

/** A line of the sample with some fields replaced (undefined: taken out). */
function changed(line: number, fields: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({ ...JSON.parse(lines[line - 1] ?? ''), ...fields });
}

function withLine(line: number, text: string): string[] {
  return lines.with(line - 1, text);
}

/** Two events of room version 1, where event IDs are free text, that name each other. */
function circle(): Uint8Array {
  const room = new RoomBuilder({ version: '1', name: 'circle' });
  const create = room.create('alice');
  const join = room.member('alice', 'join');
  room.say('alice', 'one', [create]);
  room.say('alice', 'two', [join]);
  const [, , one, two] = new TextDecoder().decode(room.ndjson()).trimEnd().split('\n');
  const event = (line = '{}') => JSON.parse(line) as JsonObject;
  const reference = (line?: string) => [[event(line).event_id ?? '', { sha256: '' }]];
  const text = [
    ...new TextDecoder().decode(room.ndjson()).split('\n').slice(0, 2),
    JSON.stringify({ ...event(one), prev_events: reference(two) }),
    JSON.stringify({ ...event(two), prev_events: reference(one) }),
  ];
  return encoder.encode(text.join('\n'));
}

interface Case {
  readonly what: string;
  readonly sources: readonly ByteSource[];
  readonly error: Readonly<Record<string, unknown>>;
  readonly says: RegExp;
}

const CASES: readonly Case[] = [
  {
    what: 'a broken line',
    sources: [source('a.ndjson', withLine(3, '{"type":'))],
    error: { file: 'a.ndjson', line: 3 },
    says: /not valid JSON/,
  },
  {
    what: 'a line that is no object',
    sources: [source('a.ndjson', withLine(3, '[1]'))],
    error: { file: 'a.ndjson', line: 3 },
    says: /not an object/,
  },
  {
    what: 'bytes that are not UTF-8',
    sources: [
      source('a.ndjson', Uint8Array.of(...encoder.encode(`${lines[0]}\n{"a":"`), 0xff, 0x22, 0x7d)),
    ],
    error: { file: 'a.ndjson', line: 2 },
    says: /not valid UTF-8/,
  },
  ...(
    [
      ['sender', 7],
      ['content', 'text'],
      ['depth', '5'],
      ['depth', 1.5],
      ['prev_events', {}],
      ['auth_events', [1]],
      ['state_key', null],
      ['origin_server_ts', undefined],
      ['hashes', undefined],
      ['signatures', []],
      ['type', false],
    ] as const
  ).map(([field, value]) => ({
    what: `a wrong type in ${field} (${JSON.stringify(value)})`,
    sources: [source('a.ndjson', withLine(4, changed(4, { [field]: value })))],
    error: {
      file: 'a.ndjson',
      line: 4,
      field: field === 'auth_events' ? 'auth_events[0]' : field,
    },
    says: /line 4, field/,
  })),
  {
    what: 'no create event',
    sources: [source('a.ndjson', lines.slice(1))],
    error: { file: 'a.ndjson', field: 'type' },
    says: /no create event/,
  },
  {
    what: 'a second room',
    sources: [source('a.ndjson', [...lines, ...otherLines])],
    error: { file: 'a.ndjson', line: 7, field: 'room_id' },
    says: /second room, !fork-and-merge:example\.org/,
  },
  {
    what: 'a second room in a second file',
    sources: [source('a.ndjson', lines), source('b.ndjson', ['', ...otherLines])],
    error: { file: 'b.ndjson', line: 2, field: 'room_id' },
    says: /b\.ndjson, line 2 belongs to a second room/,
  },
  {
    what: 'a cycle',
    sources: [source('circle.ndjson', circle())],
    error: { file: 'circle.ndjson', line: 3, field: 'prev_events', eventId: '$3:example.org' },
    says: /in a circle/,
  },
  {
    what: 'an unknown room version',
    sources: [source('a.ndjson', withLine(1, changed(1, { content: { room_version: '99' } })))],
    error: { file: 'a.ndjson', line: 1, field: 'content.room_version' },
    says: /"99" is not known/,
  },
  {
    what: 'a file that is neither events nor SQLite',
    sources: [source('roomserver.db', 'This is not a database.')],
    error: { file: 'roomserver.db', line: 1 },
    says: /neither like events .* nor like a SQLite database/,
  },
  {
    what: 'an empty file',
    sources: [source('a.ndjson', '')],
    error: { file: 'a.ndjson' },
    says: /empty/,
  },
  {
    what: 'a file of blank lines',
    sources: [source('a.ndjson', '\n\n')],
    error: { file: 'a.ndjson' },
    says: /no events/,
  },
  {
    what: 'an empty array',
    sources: [source('a.json', '[]')],
    error: { file: 'a.json' },
    says: /no events/,
  },
  {
    what: 'a truncated array',
    sources: [source('a.json', `[${lines.join(',\n')}`)],
    error: { file: 'a.json', line: 6 },
    says: /ends inside the array/,
  },
  {
    what: 'a truncated gzip',
    sources: [source('a.ndjson.gz', gzipSync(lines.join('\n')).subarray(0, 400))],
    error: { file: 'a.ndjson.gz' },
    says: /damaged or cut off/,
  },
  {
    what: 'a gzip that is damaged inside',
    sources: [source('a.ndjson.gz', gzipSync(lines.join('\n')).fill(7, 200, 260))],
    error: { file: 'a.ndjson.gz' },
    says: /a\.ndjson\.gz/,
  },
  {
    what: 'an ndjson line over 1 MiB',
    sources: [source('a.ndjson', [...lines, `{"a":"${'x'.repeat(1024 * 1024)}"}`])],
    error: { file: 'a.ndjson', line: 7 },
    says: /line 7 is longer than 1,048,576 bytes/,
  },
  {
    what: 'an array element over 1 MiB',
    sources: [source('a.json', `[${lines[0]},\n{"a":"${'x'.repeat(1024 * 1024)}"}]`)],
    error: { file: 'a.json', line: 2 },
    says: /line 2 has an element \(number 2\) longer than 1,048,576 bytes/,
  },
  {
    what: 'a database over 3.5 GB',
    sources: [{ ...source('roomserver.db', 'SQLite format 3\0'), size: 3_600_000_000 }],
    error: { file: 'roomserver.db' },
    says: /3\.5 GB/,
  },
  {
    what: 'a database beside its write-ahead log',
    sources: [{ ...source('roomserver.db', 'SQLite format 3\0'), siblings: ['roomserver.db-wal'] }],
    error: { file: 'roomserver.db' },
    says: /wal_checkpoint/,
  },
];

describe('bad input', () => {
  test.each(CASES)('$what is refused by file, line and field', async ({ sources, error, says }) => {
    await expectRefused(sources, { line: null, field: null, eventId: null, ...error }, says);
  });

  test('a database that is cut off is refused', async () => {
    const storage = await createDendriteStorage(nodePlatform());
    const bytes = storage.export();
    storage.close();
    const half = bytes.subarray(0, bytes.length / 2);
    const place = { file: 'roomserver.db', line: null };
    await expectRefused([memorySource('roomserver.db', half)], place, /cut off/);
    const packed = memorySource('roomserver.db', gzipSync(half));
    await expectRefused([packed], place, /cut off/);
  });
});

/** A second sentence: what to do. */
const ADVICE = /\. [A-Z]/;

/** Refused with these words, while a document opened before stays as it is and others still open. */
async function expectRefused(
  sources: readonly ByteSource[],
  error: Readonly<Record<string, unknown>>,
  says: RegExp,
): Promise<void> {
  const engine = inProcessEngine();
  const open = (files: readonly ByteSource[]) =>
    engine.client.request('document.open', {
      sources: files.map(engine.grant),
      roomId: null,
      policy: 'dendrite',
      schema: 'dendrite',
      algorithm: null,
      points: null,
      keys: null,
    });
  const { documentId } = await open([source('good.ndjson', lines)]);
  const state = () =>
    engine.client.request('debug.state', { documentId, roomId: null, at: [{ kind: 'now' }] });
  const before = await state();

  const refused = open(sources);
  await expect(refused).rejects.toMatchObject({ code: 'bad_input', ...error });
  await expect(refused).rejects.toThrow(says);
  await expect(refused).rejects.toThrow(ADVICE);

  expect(await state()).toEqual(before);
  expect(engine.bugs).toEqual([]);
  expect((await open([source('good.ndjson', lines)])).rooms[0]?.events).toBe(6);
}
