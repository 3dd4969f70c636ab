import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { memorySource } from '../../interchange/memory-source';
import { fileSource } from '../node/node-platform';
import { expectOracleAnswers, type Oracle } from '../node/oracle';
import { importSources, readJson, readUnpacked } from '../node/recorded-room';
import { sharedIsThere, sharedPath } from '../node/shared';
import { type Recording, recordingsIn, titleOf } from '../node/sidecar';

const FOLDERS = [
  { recorded: 'dendrite/fed', oracle: 'dendrite-fed' },
  { recorded: 'dendrite/single', oracle: 'dendrite-single' },
  { recorded: 'synapse', oracle: 'synapse' },
  { recorded: 'mixed', oracle: 'mixed' },
];
/** These servers lack ancestors: their rooms are opened from all servers' files together. */
const LACKING = ['wild1-v10.b', 'wild1-v10.c', 'wild3-v12.b', 'wild3-v12.c', 'crafted-v10.s2'];

const rooms = (sharedIsThere ? FOLDERS : []).flatMap(({ recorded, oracle }) => {
  const oracles = readdirSync(sharedPath(`rooms/oracle/${oracle}`));
  return recordingsIn(sharedPath(`rooms/${recorded}`)).flatMap((recording) => {
    const file = oracles.find((name) => name.startsWith(`${recording.room}.oracle.json`));
    const path = sharedPath(join('rooms/oracle', oracle, file ?? ''));
    return file ? [{ recording, title: titleOf(recording), path }] : [];
  });
});
const lacks = ({ room, server }: Recording) => LACKING.includes(`${room}.${server}`);
const alone = rooms.filter(({ recording }) => !lacks(recording));
const together = rooms.filter(({ recording }) => lacks(recording));

/** Verdicts and states of rooms that real servers forked, against the specification's answers. */
describe.runIf(sharedIsThere)('real forks (../shared)', () => {
  test('rooms were found', () => {
    expect(alone.length).toBeGreaterThan(50);
    expect(together.map(({ title }) => title)).toHaveLength(LACKING.length);
  });

  test.each(alone)('$title in file order', async ({ recording, path }) => {
    const room = await importSources([fileSource(recording.eventsPath)]);
    expect(room.events.missingPrev.size).toBe(0);
    const looked = expectOracleAnswers(room, readJson<Oracle>(path));
    expect(looked.verdicts).toBe(room.events.count);
  });

  test.each(alone)('$title shuffled', async ({ recording, path, title }) => {
    const lines = readUnpacked(recording.eventsPath).toString('utf8').trimEnd().split('\n');
    const text = shuffled(lines, title.length).join('\n');
    const room = await importSources([memorySource(title, Buffer.from(text))]);
    const looked = expectOracleAnswers(room, readJson<Oracle>(path));
    expect(looked.verdicts).toBe(room.events.count);
  });

  test.each(together)('all files of $title together', async ({ recording, path }) => {
    const files = rooms
      .filter((other) => other.path === path && other.recording.room === recording.room)
      .map((other) => fileSource(other.recording.eventsPath));
    expect(files.length).toBeGreaterThan(1);
    const room = await importSources(files);
    const looked = expectOracleAnswers(room, readJson<Oracle>(path));
    expect(looked.states).toBeGreaterThan(0);
  });
});

/** Fisher and Yates, with a small generator of its own, so that each run is the same. */
function shuffled<Item>(items: readonly Item[], seed: number): Item[] {
  const result = [...items];
  let random = seed + 1;
  for (let i = result.length - 1; i > 0; i--) {
    random = (Math.imul(random, 1103515245) + 12345) >>> 0;
    const j = Math.floor((random / 2 ** 32) * (i + 1));
    [result[i], result[j]] = [result[j] as Item, result[i] as Item];
  }
  return result;
}
