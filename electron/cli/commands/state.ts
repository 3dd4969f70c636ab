import type { StateAt } from '../../../core/contract/reports';
import type { StatePoint } from '../../../core/contract/requests';
import { expectPositionals, usage } from '../arguments';
import type { Command, OptionValues } from '../command';
import { openDocument } from '../open-document';
import { counted, plain, tripleLine } from '../words';

/** The room's state before or after events, or now. */
export const state: Command = {
  name: 'state',
  usage:
    'state FILE|DB --before ID,... | --after ID,... | --now [--room ID] [--algorithm NAME [--points A,...]] [--keys FILE] [--json]',
  summary: 'Show the state before or after events, or the current state.',
  options: ['before', 'after', 'now', 'room', 'algorithm', 'points', 'keys'],
  async run(invocation) {
    const { positionals, options, output } = invocation;
    expectPositionals(this, positionals, 1, Number.POSITIVE_INFINITY);
    const at = pointsAsked(options);
    if (at.length === 0) throw usage(this, 'state needs --before, --after or --now');
    const { engine, choice, requestOptions } = await openDocument(invocation, positionals);
    const { states } = await engine.client.request(
      'debug.state',
      { ...choice, at },
      requestOptions,
    );
    const [only] = states;
    const document = only && states.length === 1 ? only : { states };
    output.answer(document, () => states.map(describe).join('\n\n'));
    return 0;
  },
};

function pointsAsked({ before = [], after = [], now = false }: OptionValues): StatePoint[] {
  return [
    ...eventIds(before).map((eventId) => ({ kind: 'before' as const, eventId })),
    ...eventIds(after).map((eventId) => ({ kind: 'after' as const, eventId })),
    ...(now ? [{ kind: 'now' as const }] : []),
  ];
}

function eventIds(texts: readonly string[]): string[] {
  return texts.flatMap((text) => text.split(',')).filter((id) => id !== '');
}

function describe(answer: StateAt): string {
  const incomplete = answer.incomplete ? ', incomplete: ancestors are missing' : '';
  return [
    `State ${plain(pointWords(answer.at))} in ${plain(answer.room_id)} (room version ${answer.room_version}): ${counted(answer.state.length, 'entry').replace('entrys', 'entries')}${incomplete}`,
    storedWords(answer),
    ...answer.state.map(tripleLine),
  ].join('\n');
}

function pointWords(at: StateAt['at']): string {
  if ('before' in at) return `before ${at.before}`;
  if ('after' in at) return `after ${at.after}`;
  if ('now' in at) return 'now';
  return `of snapshot ${at.snapshot_nid}`;
}

function storedWords({ snapshot_nid, block_nids }: StateAt): string {
  if (snapshot_nid === null) return 'Not stored as a snapshot.';
  const blocks = block_nids?.length ? `blocks ${block_nids.join(', ')}` : 'no blocks';
  return `Snapshot ${snapshot_nid}: ${blocks}.`;
}
