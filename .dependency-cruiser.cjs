/**
 * The arrows of the house (docs/architecture.md):
 * base <- matrix <- roomserver <- layout, analysis, interchange, samples <- contract
 *      <- electron | renderer <- e2e
 */

/** Node modules may be used here beside electron/: tests, and what tests stand on. */
const TESTS = '\\.test\\.tsx?$|^core/testing/node/';
const LAYERS = ['base', 'matrix', 'roomserver', 'layout', 'analysis', 'interchange', 'samples'];

/** `layer` may import only itself and `below`. */
function layer(name, below) {
  const allowed = [name, ...below].join('|');
  return {
    name: `core-${name}`,
    comment: `core/${name} imports only ${below.map((other) => `core/${other}`).join(', ') || 'itself'}.`,
    severity: 'error',
    from: { path: `^core/${name}/`, pathNot: TESTS },
    to: { path: '^(core|electron|renderer|e2e|scripts)/', pathNot: `^core/(${allowed})/` },
  };
}

const forbidden = [
  layer('base', []),
  layer('matrix', ['base']),
  layer('roomserver', ['base', 'matrix']),
  layer('layout', ['base', 'matrix', 'roomserver']),
  layer('analysis', ['base', 'matrix', 'roomserver']),
  layer('interchange', ['base', 'matrix', 'roomserver']),
  layer('samples', ['base', 'matrix', 'roomserver']),
  layer('contract', LAYERS),
  {
    name: 'core-stays-inside',
    comment: 'core/ knows no host, no screen and no script; its tests neither.',
    severity: 'error',
    from: { path: '^core/' },
    to: { path: '^(electron|renderer|e2e|scripts)/' },
  },
  {
    name: 'core-is-pure',
    comment: 'core/ runs anywhere: no node:, no Electron, no React. Hosts hand in what it needs.',
    severity: 'error',
    from: { path: '^core/', pathNot: TESTS },
    to: { dependencyTypes: ['core'] },
  },
  {
    name: 'core-uses-few-packages',
    comment: 'Of packages, core/ uses only these.',
    severity: 'error',
    from: { path: '^core/', pathNot: `${TESTS}|^core/testing/` },
    to: {
      path: 'node_modules/',
      pathNot: 'node_modules/(@noble/(curves|hashes)|json5|valibot|sql\\.js|@types/sql\\.js)/',
    },
  },
  {
    name: 'testing-is-for-tests',
    comment: 'core/testing is no part of the product.',
    severity: 'error',
    from: { path: '^(core|electron|renderer)/', pathNot: `${TESTS}|^core/testing/` },
    to: { path: '^core/testing/' },
  },
  {
    name: 'sql-js-only-behind-the-port',
    comment: 'Only core/roomserver/storage/sqljs knows sql.js.',
    severity: 'error',
    from: { pathNot: '^core/roomserver/storage/sqljs/' },
    to: { path: 'node_modules/(@types/)?sql\\.js/' },
  },
  {
    name: 'contract-shapes-know-no-engine',
    comment:
      'What fronts import of core/contract brings no engine along: types, and how tiles are laid out.',
    severity: 'error',
    from: { path: '^core/contract/', pathNot: `^core/contract/serve/|${TESTS}` },
    to: {
      path: '^core/',
      pathNot: '^core/(base|contract|layout/format)/',
      dependencyTypesNot: ['type-only'],
    },
  },
  {
    name: 'contract-shapes-know-no-serve',
    severity: 'error',
    from: { path: '^core/contract/', pathNot: `^core/contract/serve/|${TESTS}` },
    to: { path: '^core/contract/serve/' },
  },
  {
    name: 'renderer-sees-the-contract-only',
    comment:
      'The screen imports core/contract (not its serving side) and nothing else of the house.',
    severity: 'error',
    from: { path: '^renderer/', pathNot: TESTS },
    to: {
      path: '^(core|electron|e2e|scripts)/',
      pathNot: '^core/contract/(?!serve/)',
    },
  },
  {
    name: 'renderer-has-no-node',
    severity: 'error',
    from: { path: '^renderer/', pathNot: `${TESTS}|vite\\.config\\.ts$` },
    to: { dependencyTypes: ['core'] },
  },
  {
    name: 'electron-is-for-the-hosts',
    comment: 'Importing electron elsewhere would start a download in plain Node.',
    severity: 'error',
    from: { pathNot: '^(electron|e2e)/' },
    to: { path: '^electron$|node_modules/electron/' },
  },
  {
    name: 'electron-only-in-the-desktop-host',
    comment: 'The engine, loopback and the command line run in plain Node.',
    severity: 'error',
    from: { path: '^electron/(engine|loopback|cli)/' },
    to: { path: '^electron$|node_modules/electron/' },
  },
  {
    name: 'hosts-draw-nothing',
    severity: 'error',
    from: { path: '^electron/' },
    to: { path: '^(renderer|e2e|scripts)/' },
  },
  {
    name: 'e2e-goes-through-the-hosts',
    severity: 'error',
    from: { path: '^e2e/' },
    to: { path: '^(core|electron|renderer)/', pathNot: '^core/contract/' },
  },
  {
    name: 'no-cycles',
    severity: 'error',
    from: {},
    to: { circular: true },
  },
  {
    name: 'no-unresolved',
    comment: 'An import that leads nowhere.',
    severity: 'error',
    from: {},
    to: { couldNotResolve: true },
  },
];

module.exports = {
  forbidden,
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|\\.cache)/|\\.css$|\\.svg$|\\.woff2$' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.d.ts', '.js', '.mjs', '.cjs', '.json'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      exportsFields: ['exports'],
    },
  },
};
