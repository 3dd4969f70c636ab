import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fromRoot } from './paths.mjs';
import { capture, tool } from './run-tool.mjs';

const FOLDERS = ['core', 'electron', 'renderer', 'e2e'];

/**
 * Holds the imports against .dependency-cruiser.cjs. A cruiser that cannot read TypeScript finds no
 * violation in no module and calls that success, so it also has to have seen every source file.
 */
export function checkArrows() {
  const cruiser = tool('dependency-cruiser/bin/dependency-cruise.mjs');
  const args = [cruiser, '--config', '.dependency-cruiser.cjs', ...FOLDERS];
  const { status, stdout, stderr } = capture(process.execPath, args);
  process.stdout.write(stdout);
  process.stderr.write(stderr);
  if (status !== 0) return status;
  const seen = Number(/(\d+) modules,/.exec(stdout)?.[1] ?? 0);
  const sources = FOLDERS.reduce((sum, folder) => sum + countSources(fromRoot(folder)), 0);
  if (seen >= sources) return 0;
  console.error(`dependency-cruiser looked at ${seen} modules, but there are ${sources} sources.`);
  return 1;
}

function countSources(folder) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile() && /\.tsx?$/.test(join(entry.name))).length;
}
