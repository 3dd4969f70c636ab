import type { ExplainReport, LadderRung } from '../../../core/contract/reports';
import { expectPositionals } from '../arguments';
import type { Command } from '../command';
import { openDocument } from '../open-document';
import { plain } from '../words';

/** Why an event was accepted or refused, level by level. */
export const explain: Command = {
  name: 'explain',
  usage:
    'explain FILE|DB ID [--room ID] [--algorithm NAME [--points A,...]] [--keys FILE] [--json]',
  summary: 'Say why an event was accepted or refused, by rule and evidence.',
  options: ['room', 'algorithm', 'points', 'keys'],
  async run(invocation) {
    const { positionals, output } = invocation;
    expectPositionals(this, positionals, 2);
    const [file = '', eventId = ''] = positionals;
    const { engine, choice, requestOptions } = await openDocument(invocation, [file]);
    const report = await engine.client.request(
      'event.explain',
      { ...choice, eventId },
      requestOptions,
    );
    output.answer(report, () => describe(report));
    return 0;
  },
};

const LADDER_IS_OURS = 'the levels say what our rules make of what is stored';

function describe(report: ExplainReport): string {
  const { event_id, verdict, note } = report;
  return [
    `${plain(event_id)}: ${verdict}`,
    ...(note === null
      ? []
      : [`  ${verdict === 'rejected' ? 'why it was rejected is ' : ''}${note}; ${LADDER_IS_OURS}`]),
    ...report.ladder.map(describeRung),
  ].join('\n');
}

function describeRung(rung: LadderRung): string {
  const outcome = rung.ok === null ? 'not checked' : rung.ok ? 'passed' : 'failed';
  const reason = rung.because === null ? '' : `: ${plain(rung.because)}`;
  const rule = rung.rule_id === null ? '' : ` (rule ${rung.rule_id})`;
  const evidence =
    rung.evidence.length === 0 ? '' : `\n      evidence: ${rung.evidence.map(plain).join(', ')}`;
  return `  ${rung.level}: ${outcome}${reason}${rule}${evidence}`;
}
