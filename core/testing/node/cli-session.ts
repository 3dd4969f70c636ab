import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect } from 'vitest';
import { type CliTestHost, runInProcess } from './cli-host';

/** For the tests of one file: command lines without a process. Call it outside of tests. */
export function cliSession(run: (args: readonly string[], host: CliTestHost) => Promise<number>) {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'roomscope-cli-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  const cli = (args: readonly string[], signal?: AbortSignal) =>
    runInProcess((host) => run(args, host), signal);
  return {
    cli,
    /** Writes a file into a folder that goes with the tests; gives its path. */
    file(name: string, bytes: Uint8Array | string): string {
      const path = join(folder, name);
      writeFileSync(path, bytes);
      return path;
    },
    /** With `--json`: the one document that is printed. */
    async json(...args: string[]) {
      const { stdout, ...rest } = await cli([...args, '--json']);
      expect(stdout.trimEnd().split('\n')).toHaveLength(1);
      return { ...rest, document: JSON.parse(stdout) };
    },
  };
}
