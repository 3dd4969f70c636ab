import { traceWords } from '../../../core/analysis/resolution/trace-words';
import { RoomscopeError } from '../../../core/base/errors';
import type { ResolveReport, WhyNotReport } from '../../../core/contract/reports';
import { expectPositionals, usage } from '../arguments';
import type { Command, ExitCode, Invocation } from '../command';
import { algorithmOf, openDocument } from '../open-document';
import { aligned, counted, keyWords, plain } from '../words';

/** Resolves states: after events of a room, or of published cases. */
export const resolve: Command = {
  name: 'resolve',
  usage:
    'resolve FILE|DB --events ID,ID... [--trace] [--why-not dendrite [--from-create]] [--algorithm NAME [--points A,...]] [--room ID] [--keys FILE] [--json] | resolve --case FILE.ndjson [--id ID] [--trace] [--algorithm NAME [--points A,...]]',
  summary:
    'Resolve the states after events, step by step with --trace, and say which of its departures bring a Dendrite to another state; or resolve published cases, one result a line.',
  options: [
    'events',
    'trace',
    'why-not',
    'from-create',
    'case',
    'id',
    'algorithm',
    'points',
    'room',
    'keys',
  ],
  run(invocation) {
    return invocation.options.case === undefined ? resolveRoom(invocation) : runCases(invocation);
  },
};

async function resolveRoom(invocation: Invocation): Promise<ExitCode> {
  const { positionals, options, output } = invocation;
  expectPositionals(resolve, positionals, 1, Number.POSITIVE_INFINITY);
  const eventIds = (options.events ?? []).flatMap((list) => list.split(',')).filter((id) => id);
  if (eventIds.length === 0) throw usage(resolve, 'resolve needs --events or --case');
  if (options.id !== undefined) throw usage(resolve, '--id picks one of --case');
  const whyNot = whyNotOf(invocation);
  // The algorithm is part of the question: a database is opened as it is, whatever it is resolved by.
  const opened = { ...invocation, options: withoutAlgorithm(options) };
  const { engine, choice, requestOptions } = await openDocument(opened, positionals);
  const report = await engine.client.request(
    'state.resolve',
    { ...choice, eventIds, ...algorithmOf(options), trace: options.trace === true, whyNot },
    requestOptions,
  );
  output.answer(report, () => describe(report));
  return 0;
}

function withoutAlgorithm({ algorithm: _, points: __, ...options }: Invocation['options']) {
  return options;
}

function whyNotOf({ options }: Invocation) {
  const { 'why-not': algorithm, 'from-create': fromCreate = false } = options;
  if (algorithm === undefined && !fromCreate) return null;
  if (algorithm === 'dendrite') return { algorithm, fromCreate } as const;
  throw usage(
    resolve,
    algorithm === undefined
      ? '--from-create goes with --why-not'
      : `--why-not knows dendrite only, not ${algorithm}`,
  );
}

/** One result a line, with or without `--json`; traces in words go to standard error. */
async function runCases({
  positionals,
  options,
  output,
  signal,
  engine: start,
}: Invocation): Promise<ExitCode> {
  expectPositionals(resolve, positionals, 0);
  for (const name of ['events', 'why-not', 'from-create', 'room'] as const)
    if (options[name] !== undefined) throw usage(resolve, `--${name} does not go with --case`);
  const engine = await start();
  const [file] = await engine.grant([options.case ?? '']);
  if (file === undefined) throw new RoomscopeError('internal', 'The host granted no file.');
  const { results } = await engine.client.request(
    'case.resolve',
    { file, id: options.id ?? null, trace: options.trace === true, ...algorithmOf(options) },
    { signal, onProgress: output.progress },
  );
  output.aside(() =>
    results.flatMap(({ id, trace }) =>
      trace === undefined ? [] : [`${plain(id)}:`, ...traceWords(trace)],
    ),
  );
  output.lines(results);
  return results.some(({ ok }) => ok === false) ? 1 : 0;
}

function describe(report: ResolveReport): string {
  const { events, conflicted, state, algorithm, points, room_version } = report;
  const by = points === null ? algorithm : `${algorithm} (${points.join(', ') || 'no points'})`;
  const holders = new Map(state.map(([type, key, id]) => [JSON.stringify([type, key]), id]));
  return [
    `${counted(conflicted.length, 'key')} in conflict after ${counted(events.length, 'event')}, resolved by ${by} (room version ${room_version}): ${state.length.toLocaleString('en-GB')} ${state.length === 1 ? 'entry' : 'entries'}`,
    ...(report.incomplete ? ['Incomplete: ancestors are missing.'] : []),
    ...conflicted.flatMap((key) => describeConflict(key, holders)),
    ...traceWords(report.trace ?? []),
    ...(report.why_not === null ? [] : describeWhyNot(report.why_not)),
    'State:',
    ...aligned(state.map(([type, key, id]) => [type, JSON.stringify(key), id])),
  ].join('\n');
}

function describeConflict(
  [type, key, ids]: ResolveReport['conflicted'][number],
  holders: ReadonlyMap<string, string>,
): string[] {
  const winner = holders.get(JSON.stringify([type, key]));
  const candidates = winner === undefined || ids.includes(winner) ? ids : [...ids, winner];
  return [
    `  ${keyWords(type, key)}${winner === undefined ? ': no entry' : ''}`,
    ...candidates.map((id) => `    ${id === winner ? '>' : ' '} ${plain(id)}`),
  ];
}

function describeWhyNot({ points, differs, from_create }: WhyNotReport): string[] {
  const replayed = from_create ? ', with the room replayed from its create event,' : '';
  if (differs.length === 0) return [`A Dendrite${replayed} comes to the same state.`];
  const because = points.length === 0 ? 'no point' : `${points.join(' and ')}`;
  return [
    `A Dendrite${replayed} comes to another state because of ${because}: ${counted(differs.length, 'key')}`,
    ...differs.flatMap(([type, key, own, dendrite]) => [
      `  ${keyWords(type, key)}`,
      `    own      ${plain(own ?? 'no entry')}`,
      `    dendrite ${plain(dendrite ?? 'no entry')}`,
    ]),
  ];
}
