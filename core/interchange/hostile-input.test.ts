import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RoomscopeError } from '../base/errors';
import { nobleHashing } from '../base/noble-hashing';
import { NO_KEYS } from '../matrix/event/verify-keys';
import { forkAndMerge } from '../samples/fork-and-merge';
import { nodePlatform } from '../testing/node/node-platform';
import { quietWork } from '../testing/node/recorded-room';
import { detectFile } from './detect-format';
import { importRoom } from './import-room';
import { memorySource } from './memory-source';

const platform = nodePlatform();
const room = forkAndMerge.build(nobleHashing);
const lines = new TextDecoder().decode(room).trimEnd().split('\n');

/** Imported whole, or refused with an error for the user; anything else is a bug. */
async function isHandled(bytes: Uint8Array): Promise<boolean> {
  const options = { roomId: null, policy: 'dendrite', algorithm: null, keys: NO_KEYS } as const;
  try {
    const file = await detectFile(memorySource('hostile', bytes), platform);
    const { storage } = await importRoom([file], options, platform, quietWork());
    storage.close();
  } catch (error) {
    if (!(error instanceof RoomscopeError)) throw error;
    expect(['bad_input', 'usage', 'corrupt_database']).toContain(error.code);
    expect(error.message).toMatch(/^\S.*[.]$/s);
  }
  return true;
}

test('bytes changed anywhere', async () => {
  const change = fc.tuple(fc.nat(room.length - 1), fc.nat(255));
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
      const bytes = room.slice();
      for (const [at, byte] of changes) bytes[at] = byte;
      return isHandled(bytes);
    }),
    { numRuns: 60 },
  );
});

test('any JSON in place of any field', async () => {
  const fields = [...new Set(lines.flatMap((line) => Object.keys(JSON.parse(line))))];
  await fc.assert(
    fc.asyncProperty(
      fc.nat(lines.length - 1),
      fc.constantFrom(...fields),
      fc.jsonValue(),
      (line, field, value) => {
        const event = { ...JSON.parse(lines[line] ?? '{}'), [field]: value };
        const text = lines.with(line, JSON.stringify(event)).join('\n');
        return isHandled(new TextEncoder().encode(text));
      },
    ),
    { numRuns: 100 },
  );
});

test.each([
  ['arrays', '['.repeat(100_000), ']'.repeat(100_000)],
  ['objects', '{"a":'.repeat(100_000), `1${'}'.repeat(100_000)}`],
  [
    'arrays around a long number',
    '['.repeat(100_000),
    `12345678901234567890${']'.repeat(100_000)}`,
  ],
])('a hundred thousand nested %s', async (_, open, close) => {
  const deep = (lines[7] ?? '').replace('"content":{', `"content":{"deep":${open}${close},`);
  expect(await isHandled(new TextEncoder().encode(lines.with(7, deep).join('\n')))).toBe(true);
});
