import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { nobleHashing } from '../../../base/noble-hashing';
import { memorySource } from '../../../interchange/memory-source';
import { stateConflictLines } from '../../../samples/forked-room';
import { inProcessEngine } from '../../../testing/node/in-process-engine';
import { sharedIsThere, sharedPath } from '../../../testing/node/shared';

const encoder = new TextEncoder();

/** Files of this text each, in this order. */
function bench(name: string, files: Readonly<Record<string, string | Uint8Array>> = {}) {
  const engine = inProcessEngine();
  const granted = Object.entries(files).map(([file, text]) => {
    const bytes = typeof text === 'string' ? encoder.encode(text) : text;
    return engine.grant(memorySource(file, bytes));
  });
  return engine.client.request('bench.run', { name, runs: 2, files: granted });
}

const lines = stateConflictLines(30, 10, nobleHashing);
const events = lines.slice(1).map((line) => JSON.parse(line));
/** By the rules: the last power levels of fork b stand, and what was sent under them is newest. */
const answer = [
  ...events.slice(0, 2),
  events[3],
  events.findLast((event) => event.type === 'm.room.power_levels'),
  ...events.slice(-30),
].map((event) => event.event_id as string);

describe('bench resolve', () => {
  it('checks the answer that lies beside a conflict', async () => {
    const report = await bench('resolve', {
      'x.ndjson': lines.join('\n'),
      'x.resolved.txt': answer.join('\n'),
    });
    expect(report.results).toMatchObject([
      { name: 'resolve x.ndjson', n: events.length, verified: true },
      { name: 'JSON.parse x.ndjson', n: events.length },
    ]);
    expect(report.results[0]?.ratios.map(({ to }) => to)).toContain('JSON.parse');
  });

  it('says that an answer is wrong, and nothing where there is none', async () => {
    const wrong = await bench('resolve', {
      'x.ndjson': lines.join('\n'),
      'x.resolved.txt': answer.slice(1).join('\n'),
    });
    expect(wrong.results[0]?.verified).toBe(false);
    const unknown = await bench('resolve', { 'x.ndjson': lines.join('\n') });
    expect(unknown.results[0]).not.toHaveProperty('verified');
  });

  it.each([
    ['no header', lines.slice(1), { line: 1, field: 'room_version' }],
    ['an unknown room version', ['{"room_version":"x","state_sets":[[]]}'], { line: 1 }],
    ['no state sets', ['{"room_version":"10"}'], { line: 1, field: 'state_sets' }],
    ['a state set that is no list', ['{"room_version":"10","state_sets":["$x"]}'], { line: 1 }],
    ['an event that is not there', lines.slice(0, -1), { line: 1, field: 'state_sets' }],
    ['an event without ID', [lines[0], '{}'], { line: 2, field: 'event_id' }],
    ['a line that is no JSON', [lines[0], '{'], { line: 2 }],
  ])('refuses a file with %s, naming the line', async (_what, bad, place) => {
    await expect(bench('resolve', { 'x.ndjson': bad.join('\n') })).rejects.toMatchObject({
      code: 'bad_input',
      file: 'x.ndjson',
      ...place,
    });
  });

  describe.runIf(sharedIsThere)('on the conflicts of ../shared/bench', () => {
    it.each(['conflict-1k', 'conflict-10k'])('has the answer of %s', async (name) => {
      const packed = readFileSync(sharedPath(`bench/${name}.ndjson.gz`));
      const known = readFileSync(sharedPath(`bench/${name}.resolved.txt`));
      const report = await bench('resolve', {
        [`${name}.resolved.txt`]: known,
        [`${name}.ndjson.gz`]: packed,
      });
      expect(report.results[0]?.verified).toBe(true);
    });

    it('are of the shape that is generated', () => {
      const packed = readFileSync(sharedPath('bench/conflict-1k.ndjson.gz'));
      const given = gunzipSync(packed).toString().trim().split('\n');
      const generated = stateConflictLines(500, 10, nobleHashing);
      expect(shapesOf(generated)).toEqual(shapesOf(given));
    });
  });
});

/** What every event is and cites, by place in the file instead of by ID. */
function shapesOf(text: readonly string[]) {
  const [header, ...raw] = text.map((line) => JSON.parse(line));
  const places = new Map(raw.map((event, at) => [event.event_id, at]));
  const placesOf = (ids: readonly string[]) => ids.map((id) => places.get(id));
  const shapes = raw.map((event) => [
    event.type,
    event.state_key,
    event.sender,
    event.content,
    placesOf(event.auth_events),
    placesOf(event.prev_events),
  ]);
  const sets = header.state_sets.map((ids: string[]) => placesOf(ids).sort());
  return { version: header.room_version, sets, shapes };
}

describe('bench', () => {
  it('refuses a name that it does not know, and files where none are read', async () => {
    await expect(bench('nothing')).rejects.toMatchObject({ code: 'usage' });
    const files = { 'x.ndjson': lines.join('\n') };
    await expect(bench('resolve-curve', files)).rejects.toMatchObject({ code: 'usage' });
  });
});
