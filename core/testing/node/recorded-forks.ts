import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { memorySource } from '../../interchange/memory-source';
import { fileSource } from './node-platform';
import { expectOracleAnswers, type Oracle } from './oracle';
import { importSources, readJson, readUnpacked } from './recorded-room';
import { type Recording, recordingsIn, titleOf } from './sidecar';

/** A recording, and the file with the specification's answers for its room. */
export interface JudgedRecording {
  readonly recording: Recording;
  readonly title: string;
  readonly oraclePath: string;
}

/** The recordings in a folder for whose rooms the oracle folder has answers. */
export function judgedRecordings(folder: string, oracleFolder: string): JudgedRecording[] {
  const oracles = readdirSync(oracleFolder);
  return recordingsIn(folder).flatMap((recording) => {
    const file = oracles.find((name) => name.startsWith(`${recording.room}.oracle.json`));
    if (file === undefined) return [];
    return [{ recording, title: titleOf(recording), oraclePath: join(oracleFolder, file) }];
  });
}

/** These servers lack ancestors: their rooms are opened from all servers' files together. */
const LACKING = ['wild1-v10.b', 'wild1-v10.c', 'wild3-v12.b', 'wild3-v12.c', 'crafted-v10.s2'];

/** Verdicts and states of rooms that real servers forked, against the specification's answers. */
export function describeForks(name: string, rooms: readonly JudgedRecording[]): void {
  const lacks = ({ recording }: JudgedRecording) =>
    LACKING.includes(`${recording.room}.${recording.server}`);
  const alone = rooms.filter((room) => !lacks(room));
  const together = rooms.filter(lacks);

  describe(name, () => {
    test.each(alone)('$title in file order', async ({ recording, oraclePath }) => {
      const room = await importSources([fileSource(recording.eventsPath)]);
      expect(room.events.missingPrev.size).toBe(0);
      const looked = expectOracleAnswers(room, readJson<Oracle>(oraclePath));
      expect(looked.verdicts).toBe(room.events.count);
    });

    test.each(alone)('$title shuffled', async ({ recording, oraclePath, title }) => {
      const lines = readUnpacked(recording.eventsPath).toString('utf8').trimEnd().split('\n');
      const text = shuffled(lines, title.length).join('\n');
      const room = await importSources([memorySource(title, Buffer.from(text))]);
      const looked = expectOracleAnswers(room, readJson<Oracle>(oraclePath));
      expect(looked.verdicts).toBe(room.events.count);
    });

    test.each(together)('all files of $title together', async ({ recording, oraclePath }) => {
      const files = rooms
        .filter((other) => other.recording.room === recording.room)
        .map((other) => fileSource(other.recording.eventsPath));
      expect(files.length).toBeGreaterThan(1);
      const room = await importSources(files);
      const looked = expectOracleAnswers(room, readJson<Oracle>(oraclePath));
      expect(looked.states).toBeGreaterThan(0);
    });
  });
}

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
