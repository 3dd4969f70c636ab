import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { branchingRoom } from '../../core/samples/branching-room';
import { nodeHashing } from '../engine/node-hashing';

/** A million takes minutes and gigabytes: a file of that size is measured where it is named. */
const GENERATED_SIZES = [1000, 10_000, 100_000] as const;

/** Hands over the files, one room each; where none is given, rooms made for this and removed after it. */
export async function withRoomFiles<Value>(
  files: readonly string[],
  use: (files: readonly string[]) => Promise<Value>,
): Promise<Value> {
  if (files.length > 0) return use(files);
  const folder = await mkdtemp(join(tmpdir(), 'roomscope-bench-'));
  try {
    const made: string[] = [];
    for (const size of GENERATED_SIZES) {
      const path = join(folder, `room-${size}.ndjson`);
      await pipeline(Readable.from(branchingRoom(size, nodeHashing)), createWriteStream(path));
      made.push(path);
    }
    return await use(made);
  } finally {
    await rm(folder, { recursive: true });
  }
}
