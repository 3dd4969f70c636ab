import type { VerifiedFile, VerifyFailure, VerifyReport } from '../../../core/contract/reports';
import { expectPositionals, usage } from '../arguments';
import type { Command } from '../command';
import { algorithmOf } from '../open-document';
import { counted, plain } from '../words';

const READINGS = ['deployed', 'spec'] as const;

/** Judges case files and recorded rooms by the answers that they carry. */
export const verify: Command = {
  name: 'verify',
  usage:
    'verify CASE... | verify --expect FILE.oracle.json ROOM.ndjson... [--room ID] [--reading spec] [--algorithm NAME [--points A,...]] [--junit FILE] [--json]',
  summary:
    'Compare ours with the answers that scenarios, case files, oracle rooms or recorded rooms carry; exit status 1 when any check fails.',
  options: ['expect', 'reading', 'junit', 'room', 'algorithm', 'points'],
  async run(invocation) {
    const { positionals, options, output, signal } = invocation;
    expectPositionals(this, positionals, 1, Number.POSITIVE_INFINITY);
    const reading = READINGS.find((known) => known === (options.reading ?? 'deployed'));
    if (reading === undefined)
      throw usage(this, `--reading takes ${READINGS.join(' or ')}, not ${options.reading}`);
    const engine = await invocation.engine();
    const files = await engine.grant(positionals);
    const [expect = null] = options.expect ? await engine.grant([options.expect]) : [];
    const junit = options.junit === undefined ? null : await engine.allowWrite(options.junit);
    const report = await engine.client.request(
      'verify.run',
      { files, expect, roomId: options.room ?? null, ...algorithmOf(options), reading, junit },
      { signal, onProgress: output.progress },
    );
    output.answer(report, () => describe(report));
    return report.failed === 0 ? 0 : 1;
  },
};

function describe(report: VerifyReport): string {
  const { files, passed, failed } = report;
  const wide = Math.max(...files.map(({ name }) => name.length));
  const total = `${counted(files.length, 'file')}: ${counted(passed, 'check')} passed, ${failed.toLocaleString('en-GB')} failed`;
  return [total, ...files.flatMap((file) => describeFile(file, wide))].join('\n');
}

const FAILURES_LISTED = 20;

function describeFile(file: VerifiedFile, wide: number): string[] {
  const { name, passed, failures, not_compared } = file;
  const count = passed.toLocaleString('en-GB').padStart(7);
  const failed = failures.length.toLocaleString('en-GB').padStart(6);
  const more = failures.length - FAILURES_LISTED;
  return [
    `  ${failures.length === 0 ? 'ok  ' : 'FAIL'} ${name.padEnd(wide)} ${count} passed ${failed} failed`,
    ...(not_compared > 0
      ? [
          `       ${counted(not_compared, 'event')} not compared: not held, or ancestors are missing`,
        ]
      : []),
    ...failures.slice(0, FAILURES_LISTED).flatMap(describeFailure),
    ...(more > 0 ? [`       and ${more.toLocaleString('en-GB')} more; --json lists them all`] : []),
  ];
}

function describeFailure({ what, event_id, expected, got }: VerifyFailure): string[] {
  const of = event_id === null ? '' : ` ${event_id}`;
  return [
    `       ${plain(`${what}${of}`)}`,
    `         expected ${plain(JSON.stringify(expected))}`,
    `         got      ${plain(JSON.stringify(got))}`,
  ];
}
