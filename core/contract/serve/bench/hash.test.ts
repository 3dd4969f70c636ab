import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { memorySource } from '../../../interchange/memory-source';
import { inProcessEngine } from '../../../testing/node/in-process-engine';
import { REPOSITORY_ROOT } from '../../../testing/node/shared';

it('checks every event in every way, which must find the same', async () => {
  const engine = inProcessEngine();
  const name = 'core/testing/rooms/linear/linear-v11-first-700.ndjson.gz';
  const bytes = gunzipSync(readFileSync(join(REPOSITORY_ROOT, name)));
  const files = [engine.grant(memorySource('linear.ndjson', new Uint8Array(bytes)))];
  const report = await engine.client.request('bench.run', { name: 'hash', runs: 2, files });
  expect(report.results.map((result) => [result.name, result.n])).toEqual([
    ['JSON.parse', 700],
    ['plain JavaScript', 700],
    ['hash', 700],
    ['hash, 1 worker', 700],
    ['hash, 2 workers', 700],
    ['ingest', 700],
  ]);
  const [, , hash] = report.results;
  expect(hash?.ratios.map(({ to }) => to)).toEqual(['JSON.parse', 'plain JavaScript', 'ingest']);
  for (const { value } of hash?.ratios ?? []) expect(value).toBeGreaterThan(0);
  expect(engine.bugs).toEqual([]);
});
