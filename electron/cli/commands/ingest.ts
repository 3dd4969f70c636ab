import { expectPositionals, usage } from '../arguments';
import type { Command } from '../command';
import { openDocument } from '../open-document';
import { counted } from '../words';

/** Reads events, computes every state, and writes a database that a Dendrite could have written. */
export const ingest: Command = {
  name: 'ingest',
  usage:
    'ingest FILE... --out DB [--policy dendrite] [--schema dendrite] [--room ID] [--algorithm NAME [--points A,...]] [--keys FILE] [--json]',
  summary: 'Store the events of a room, with all their states, as a Dendrite database.',
  options: ['out', 'policy', 'schema', 'room', 'algorithm', 'points', 'keys'],
  async run(invocation) {
    const { positionals, options, output } = invocation;
    expectPositionals(this, positionals, 1, Number.POSITIVE_INFINITY);
    if (options.out === undefined) throw usage(this, 'ingest needs --out DB, the file to write');
    const { engine, info, requestOptions } = await openDocument(invocation, positionals);
    const path = await engine.allowWrite(options.out);
    const { documentId } = info;
    const written = await engine.client.request(
      'document.write',
      { documentId, path },
      requestOptions,
    );
    const report = { ...written, out: options.out };
    output.answer(
      report,
      () =>
        `Wrote ${report.out}: ${counted(report.events, 'event')}, ${counted(report.snapshots, 'snapshot')}, ${counted(report.blocks, 'block')} in ${report.seconds.toFixed(2)} s (${Math.round(report.events_per_second).toLocaleString('en-GB')} events/s).`,
    );
    return 0;
  },
};
