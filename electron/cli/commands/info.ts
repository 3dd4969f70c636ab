import type { InfoReport, RoomReport } from '../../../core/contract/reports';
import { expectPositionals } from '../arguments';
import type { Command } from '../command';
import { openDocument } from '../open-document';
import { counted, list, plain } from '../words';

/** What an import found: counts, what is missing, what was refused and why. */
export const info: Command = {
  name: 'info',
  usage: 'info FILE... [--room ID] [--algorithm NAME [--points A,...]] [--keys FILE] [--json]',
  summary: 'Say what a file holds: events, forks, missing ancestors, refused events with reasons.',
  options: ['room', 'algorithm', 'points', 'keys'],
  async run(invocation) {
    expectPositionals(this, invocation.positionals, 1, Number.POSITIVE_INFINITY);
    const document = await openDocument(invocation, invocation.positionals);
    const { client } = document.engine;
    const report = await client.request('document.info', document.choice, document.requestOptions);
    invocation.output.answer(report, () => describe(report));
    return 0;
  },
};

function describe(report: InfoReport): string {
  const files = report.files.map(
    (file) => `${file.name}: ${file.format}, ${counted(file.events, 'event')}`,
  );
  return [...files, ...report.rooms.flatMap(describeRoom)].join('\n');
}

function describeRoom(room: RoomReport): string[] {
  const { verdicts, signatures } = room;
  const refused = room.refused.map(
    (event) => `  ${event.verdict} ${plain(event.event_id)}: ${plain(event.because)}`,
  );
  return [
    '',
    `${plain(room.room_id)}, room version ${room.room_version}`,
    `  ${counted(room.events, 'event')}, ${counted(room.state_events, 'state event')}, ${counted(room.duplicates, 'duplicate')}`,
    `  ${counted(room.edges, 'edge')}, ${counted(room.forks, 'fork')}, ${counted(room.merges, 'merge')}`,
    `  signatures: ${signatures.valid} valid, ${signatures.invalid} invalid, ${signatures.unchecked} unchecked`,
    `  ${verdicts.accepted} accepted, ${verdicts.rejected} rejected, ${verdicts.soft_failed} soft-failed, ${counted(verdicts.outlier, 'outlier')}`,
    ...list('forward extremities', room.forward_extremities),
    ...list('missing prev events', room.missing_prev),
    ...list('missing auth events', room.missing_auth),
    ...list('incomplete', room.incomplete),
    ...list('redacted', room.redacted),
    ...list('event ID differs from the one given', room.id_mismatches),
    ...list('content hash does not verify', room.hash_mismatches),
    ...refused,
  ];
}
