import { expectPositionals, wholeNumber } from '../arguments';
import type { Command } from '../command';
import { openDocument } from '../open-document';

/** The rows of one table as they stand in the database. */
export const tables: Command = {
  name: 'tables',
  usage: 'tables DB TABLE [--limit N] [--json]',
  summary: 'Print the rows of one Dendrite table, decoded.',
  options: ['limit'],
  async run(invocation) {
    const { positionals, options, output } = invocation;
    expectPositionals(this, positionals, 2);
    const [file = '', table = ''] = positionals;
    const limit = wholeNumber(this, 'limit', options.limit, 0);
    const { engine, info, requestOptions } = await openDocument(invocation, [file]);
    const { documentId } = info;
    const report = await engine.client.request(
      'debug.table',
      { documentId, table, limit },
      requestOptions,
    );
    output.answer(report.rows, () => report.rows.map((row) => JSON.stringify(row)).join('\n'));
    return 0;
  },
};
