import { mkdirSync, mkdtempSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { isNotBuilt } from './build-parts.mjs';
import { readStamp, stampOf, writeStamp } from './stamps.mjs';

let folder;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'roomscope-stamps-'));
  mkdirSync(join(folder, 'deep'));
  writeFileSync(join(folder, 'a.ts'), 'one');
  writeFileSync(join(folder, 'deep', 'b.ts'), 'two');
});

it('a stamp stays while nothing changes', () => {
  expect(stampOf([folder])).toBe(stampOf([folder]));
});

it.each([
  ['a text', () => writeFileSync(join(folder, 'deep', 'b.ts'), 'new')],
  ['a name', () => renameSync(join(folder, 'a.ts'), join(folder, 'c.ts'))],
  ['a new file', () => writeFileSync(join(folder, 'deep', 'c.ts'), '')],
  ['where a file ends', () => writeFileSync(join(folder, 'a.ts'), 'one\0')],
])('a stamp changes with %s', (_what, change) => {
  const before = stampOf([folder]);
  change();
  expect(stampOf([folder])).not.toBe(before);
});

it('a stamp changes with what it is also made of', () => {
  const versions = ['v20', 'v22'].map((version) => stampOf([folder], { also: [version] }));
  expect(versions[0]).not.toBe(versions[1]);
});

it('a stamp passes over what is ignored and what is not there', () => {
  const before = stampOf([folder]);
  writeFileSync(join(folder, 'a.test.ts'), '');
  const ignore = (path) => path.endsWith('.test.ts');
  expect(stampOf([folder, join(folder, 'none')], { ignore })).toBe(before);
});

it('a stamp that was never written is null', () => {
  const file = join(folder, 'new', 'stamp');
  expect(readStamp(file)).toBeNull();
  writeStamp(file, 'x');
  expect(readStamp(file)).toBe('x');
});

it('tests and recorded rooms leave a build fresh; everything else does not', () => {
  expect(['core/a.test.ts', 'renderer/a.test.tsx', 'core/testing/rooms'].every(isNotBuilt)).toBe(
    true,
  );
  expect(['core/a.ts', 'core/samples/test.ts', 'renderer/a.css'].some(isNotBuilt)).toBe(false);
});
