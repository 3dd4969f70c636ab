import type { StorageReport } from '../../../core/contract/reports';
import { expectPositionals } from '../arguments';
import type { Command } from '../command';
import { openDocument } from '../open-document';
import { counted } from '../words';

/** What a room's state costs to store, and how much its snapshots share. */
export const storage: Command = {
  name: 'storage',
  usage:
    'storage FILE|DB [--policy dendrite] [--room ID] [--algorithm NAME [--points A,...]] [--keys FILE] [--json]',
  summary: 'Count snapshots, blocks, entries and bytes, and compare with other ways to store them.',
  options: ['policy', 'room', 'algorithm', 'points', 'keys'],
  async run(invocation) {
    const { positionals, output } = invocation;
    expectPositionals(this, positionals, 1, Number.POSITIVE_INFINITY);
    const { engine, choice, requestOptions } = await openDocument(invocation, positionals);
    const report = await engine.client.request('debug.storage', choice, requestOptions);
    output.answer(report, () => describe(report));
    return 0;
  },
};

function describe(report: StorageReport): string {
  const bytes = (count: number) => `${count.toLocaleString('en-GB')} bytes`;
  const perSnapshot = report.blocks_per_snapshot;
  const perBlock = report.snapshots_per_block;
  return [
    `${report.schema} schema, ${report.policy} policy`,
    `${counted(report.events, 'event')}, ${counted(report.snapshots, 'snapshot')}, ${counted(report.blocks, 'block')}, ${report.entries.toLocaleString('en-GB')} entries`,
    `blocks per snapshot: ${perSnapshot.mean.toFixed(2)} on average, ${perSnapshot.max} at most`,
    `snapshots per block: ${perBlock.mean.toFixed(2)} on average, ${perBlock.max} at most`,
    `blocks ${bytes(report.bytes.blocks)}, snapshots ${bytes(report.bytes.snapshots)}, event JSON ${bytes(report.bytes.event_json)}, file ${bytes(report.bytes.file)}`,
    ...report.compared.map(
      (other) =>
        `as ${other.policy}: ${counted(other.blocks, 'block')}, ${other.entries.toLocaleString('en-GB')} entries, ${bytes(other.bytes)}`,
    ),
  ].join('\n');
}
