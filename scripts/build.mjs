import { buildStale } from './lib/build.mjs';
import { runScript } from './lib/errors.mjs';
import { installStale } from './lib/install.mjs';

await runScript(async () => {
  installStale();
  const started = Date.now();
  const built = await buildStale(process.argv.length > 2 ? process.argv.slice(2) : undefined);
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  console.log(
    built.length === 0 ? 'The build is fresh.' : `Built ${built.join(', ')} in ${seconds} s.`,
  );
});
