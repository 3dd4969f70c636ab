import { readFileSync } from 'node:fs';
import { fromRoot } from './paths.mjs';
import { capture } from './run-tool.mjs';

/**
 * What npm leaves wrong in silence: optional packages of other platforms that are missing from the
 * lock make `npm ci` refuse it elsewhere, and addresses bind it to one registry. Returns sentences.
 */
export function lockProblems(lock) {
  const problems = [];
  for (const [path, entry] of Object.entries(lock.packages)) {
    if ('resolved' in entry) problems.push(`${path} names the address that it came from`);
    for (const name of Object.keys(entry.optionalDependencies ?? {}))
      if (!isLocked(lock, path, name))
        problems.push(`${name}, an optional dependency of ${path || 'the app'}, has no entry`);
  }
  return problems;
}

/** As Node resolves it: beside the package, then in each folder above. */
function isLocked(lock, path, name) {
  for (let folder = path; ; folder = parentOf(folder)) {
    const prefix = folder === '' ? '' : `${folder}/`;
    if (`${prefix}node_modules/${name}` in lock.packages) return true;
    if (folder === '') return false;
  }
}

function parentOf(folder) {
  const end = folder.lastIndexOf('/node_modules/');
  return end < 0 ? '' : folder.slice(0, end);
}

const REGISTRY_HOST =
  /registry\.[\w-]+\.(org|com|io|dev)|[\w-]+\.pkg\.github\.com|npm(mirror)?\.\w+\.(org|com|cn)\//;

/** "FILE names a registry" for each such file of `texts`, a list of `[file, text]`. */
export function registryProblems(texts) {
  return texts
    .filter(([, text]) => REGISTRY_HOST.test(text))
    .map(([file]) => `${file} names the host of a registry`);
}

const NOT_TEXT = /\.(gz|db|png|woff2|ico|wasm)$/;

/** All problems of the committed files; empty where there is nothing to mend. */
export function committedProblems() {
  const lock = JSON.parse(readFileSync(fromRoot('package-lock.json'), 'utf8'));
  const { stdout } = capture('git', ['ls-files', '-z']);
  const files = stdout.split('\0').filter((file) => file !== '' && !NOT_TEXT.test(file));
  const texts = ['package-lock.json', '.npmrc', ...files].map((file) => [file, readText(file)]);
  return [...lockProblems(lock), ...registryProblems([...new Map(texts)])];
}

/** Empty for a file that was deleted but not committed yet. */
function readText(file) {
  try {
    return readFileSync(fromRoot(file), 'utf8');
  } catch {
    return '';
  }
}
