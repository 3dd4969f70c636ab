import type { DiffReport } from '../../../core/contract/reports';
import { expectPositionals } from '../arguments';
import type { Command } from '../command';
import { openDocument, parsePoint } from '../open-document';
import { keyWords, plain } from '../words';

/** What differs between two states of a room. */
export const diff: Command = {
  name: 'diff',
  usage:
    'diff FILE|DB A B [--room ID] [--algorithm NAME [--points A,...]] [--keys FILE] [--json]   (A, B: before:ID, after:ID, snapshot:NID or now)',
  summary: 'Show what differs between two states; exit status 1 when anything does.',
  options: ['room', 'algorithm', 'points', 'keys'],
  async run(invocation) {
    const { positionals, output } = invocation;
    expectPositionals(this, positionals, 3);
    const [file = '', a = '', b = ''] = positionals;
    const points = { a: parsePoint(a), b: parsePoint(b) };
    const { engine, choice, requestOptions } = await openDocument(invocation, [file]);
    const report = await engine.client.request(
      'debug.diff',
      { ...choice, ...points },
      requestOptions,
    );
    output.answer(report, () => describe(report));
    return isSame(report) ? 0 : 1;
  },
};

function isSame({ added, removed, changed }: DiffReport): boolean {
  return added.length + removed.length + changed.length === 0;
}

function describe(report: DiffReport): string {
  if (isSame(report)) return `${plain(report.a)} and ${plain(report.b)} are the same.`;
  return [
    `From ${plain(report.a)} to ${plain(report.b)}:`,
    ...report.removed.map(([type, key, id]) => `- ${keyWords(type, key)} ${plain(id)}`),
    ...report.added.map(([type, key, id]) => `+ ${keyWords(type, key)} ${plain(id)}`),
    ...report.changed.map(
      ([type, key, from, to]) => `~ ${keyWords(type, key)} ${plain(from)} -> ${plain(to)}`,
    ),
  ].join('\n');
}
