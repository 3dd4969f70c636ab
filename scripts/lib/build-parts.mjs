import { builtinModules } from 'node:module';
import { fromRoot } from './paths.mjs';

/**
 * The three builds. Each names its vite configuration, what it is built from, and where it goes.
 * The oldest Electron that runs them has Node 18 and Chromium 114 and loads only CommonJS.
 */

const HOST_TARGET = 'node18';
const nodeModules = builtinModules.flatMap((name) => [name, `node:${name}`]);

function nodeConfig({ input, outDir, version, codeSplitting }) {
  return {
    configFile: false,
    root: fromRoot(),
    logLevel: 'warn',
    define: { ROOMSCOPE_VERSION: JSON.stringify(version) },
    ssr: {
      target: 'node',
      noExternal: true,
      external: ['electron', '@playwright/test', ...nodeModules],
    },
    build: {
      ssr: true,
      outDir,
      emptyOutDir: true,
      target: HOST_TARGET,
      sourcemap: true,
      minify: false,
      rolldownOptions: {
        input,
        output: {
          format: 'cjs',
          entryFileNames: '[name].cjs',
          chunkFileNames: '[name]-[hash].cjs',
          ...(codeSplitting ? {} : { codeSplitting: false }),
        },
      },
    },
  };
}

export const parts = {
  host: {
    inputs: ['core', 'electron'],
    config: ({ outDir, version }) =>
      nodeConfig({
        outDir,
        version,
        codeSplitting: true,
        input: {
          main: fromRoot('electron/main.ts'),
          loopback: fromRoot('electron/loopback/main.ts'),
          engine: fromRoot('electron/engine/worker.ts'),
          'hash-worker': fromRoot('electron/engine/hash-worker.ts'),
          cli: fromRoot('electron/cli/main.ts'),
        },
      }),
    beside: [['node_modules/sql.js/dist/sql-wasm.wasm', 'sql-wasm.wasm']],
  },
  preload: {
    inputs: ['core/base', 'core/contract', 'electron/preload.ts', 'electron/channels.ts'],
    config: ({ outDir, version }) =>
      nodeConfig({
        outDir,
        version,
        codeSplitting: false,
        input: { preload: fromRoot('electron/preload.ts') },
      }),
    // A sandboxed preload can load nothing else; a chunk beside it would fail at run time only.
    onlyRequires: { file: 'preload.cjs', modules: ['electron'] },
    beside: [],
  },
  renderer: {
    inputs: ['core', 'renderer'],
    config: ({ outDir }) => ({
      configFile: fromRoot('renderer/vite.config.ts'),
      logLevel: 'warn',
      build: { outDir, emptyOutDir: true },
    }),
    beside: [],
  },
};

/** Files that change no build: a change there must not make the build stale. */
export function isNotBuilt(path) {
  return /\.test\.tsx?$/.test(path) || /^core\/testing\/(rooms|node)/.test(path);
}
