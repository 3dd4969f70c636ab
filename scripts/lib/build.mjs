import { copyFileSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isNotBuilt, parts } from './build-parts.mjs';
import { cacheFolder, distFolder, fromRoot } from './paths.mjs';
import { readStamp, stampOf, writeStamp } from './stamps.mjs';

const STAMP = '.stamp';
const SHARED_INPUTS = [
  'package.json',
  'package-lock.json',
  'tsconfig.base.json',
  'scripts/lib/build.mjs',
  'scripts/lib/build-parts.mjs',
];

/**
 * Builds those of `names` that are stale, telling `onStale` first; a fresh one costs the hash of
 * its inputs. Returns the names that were built.
 */
export async function buildStale(names = Object.keys(parts), onStale = () => undefined) {
  const stale = names.filter((name) => readStamp(stampFile(name)) !== inputStamp(name));
  if (stale.length === 0) return [];
  onStale(stale);
  const { build } = await import('vite');
  for (const name of stale) await buildPart(name, build);
  return stale;
}

function stampFile(name) {
  return join(distFolder, name, STAMP);
}

function inputStamp(name) {
  const inputs = [...SHARED_INPUTS, ...parts[name].inputs].map((path) => fromRoot(path));
  return stampOf(inputs, { ignore: isNotBuilt });
}

/** Builds beside the old folder and then changes places, so that a running app keeps its files. */
async function buildPart(name, build) {
  const { config, beside, onlyRequires } = parts[name];
  const stamp = inputStamp(name);
  const { version } = JSON.parse(readFileSync(fromRoot('package.json'), 'utf8'));
  const outDir = join(cacheFolder, 'build', `${name}-${process.pid}`);
  rmSync(outDir, { recursive: true, force: true });
  mkdirSync(outDir, { recursive: true });
  try {
    await build(config({ outDir, version }));
    if (onlyRequires) assertOnlyRequires(join(outDir, onlyRequires.file), onlyRequires.modules);
    for (const [from, to] of beside) copyFileSync(fromRoot(from), join(outDir, to));
    writeStamp(join(outDir, STAMP), stamp);
    replaceFolder(outDir, join(distFolder, name));
  } finally {
    rmSync(outDir, { recursive: true, force: true });
  }
}

function replaceFolder(from, to) {
  mkdirSync(distFolder, { recursive: true });
  rmSync(to, { recursive: true, force: true });
  renameSync(from, to);
}

function assertOnlyRequires(file, modules) {
  const required = [...readFileSync(file, 'utf8').matchAll(/\brequire\(["']([^"']+)["']\)/g)];
  const others = required.map(([, name]) => name).filter((name) => !modules.includes(name));
  if (others.length > 0) throw new Error(`${file} must not require ${others.join(', ')}.`);
}
