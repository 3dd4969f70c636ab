#!/usr/bin/env node
import { pathToFileURL } from 'node:url';
import { buildStale } from './lib/build.mjs';
import { runScript } from './lib/errors.mjs';
import { installStale } from './lib/install.mjs';
import { fromRoot } from './lib/paths.mjs';

await runScript(async () => {
  await setUpWithoutStandardOutput();
  await import(pathToFileURL(fromRoot('dist/host/cli.cjs')).href);
});

/** Standard output belongs to the command: build tools that log there speak on standard error. */
async function setUpWithoutStandardOutput() {
  const { write } = process.stdout;
  process.stdout.write = process.stderr.write.bind(process.stderr);
  try {
    installStale();
    await buildStale(['host']);
  } finally {
    process.stdout.write = write;
  }
}
