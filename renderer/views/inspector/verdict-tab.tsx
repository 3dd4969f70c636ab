import type { LadderRung } from '../../../core/contract/reports';
import type { EventInspection } from '../../../core/contract/room-view';
import { CheckIcon, CrossIcon, DashIcon } from '../../widgets/icons';
import { LinkedText } from '../../widgets/linked-text';
import { EventLinks } from './event-tab';
import { Section } from './section';

const TITLES: Readonly<Record<string, string>> = {
  format: 'Format, hash and signature',
  auth_events: 'Auth events',
  state_before: 'State before the event',
  current_state: 'Current state',
};

/** Four levels; the first that refused decided, those after it are shown where they were checked. */
export function VerdictTab({ event }: { readonly event: EventInspection }) {
  // The server's verdict: levels that are computed for its database may say otherwise.
  const refused = event.verdict === 'rejected' || event.verdict === 'soft_failed';
  const recorded = event.ladder.some((rung) => rung.ok !== null);
  const note = event.verdictNote ?? (recorded ? null : 'The database keeps no word of its checks.');
  return (
    <>
      <div className={`verdict-banner${refused ? ' refused' : ''}`}>
        <p className="verdict-text">{event.verdictText}</p>
        {note ? <p>{note}</p> : null}
      </div>
      <ol className="ladder">
        {event.ladder.map((rung, index) => (
          <Rung
            key={rung.level}
            rung={rung}
            number={index + 1}
            unknown={unknownWord(event.ladder, index)}
          />
        ))}
      </ol>
      {event.evidence.length > 0 ? (
        <Section title="Evidence" aside={String(event.evidence.length)}>
          <EventLinks links={event.evidence} />
        </Section>
      ) : null}
    </>
  );
}

/** Why a level says nothing: one before it refused, nobody kept the answer, or nobody asked. */
function unknownWord(ladder: readonly LadderRung[], index: number): string {
  if (ladder.slice(0, index).some((rung) => rung.ok === false)) return 'Not reached';
  return ladder.every((rung) => rung.ok === null) ? 'Not recorded' : 'Not checked';
}

interface RungProps {
  readonly rung: LadderRung;
  readonly number: number;
  readonly unknown: string;
}

function Rung({ rung, number, unknown }: RungProps) {
  const state = rung.ok === null ? 'unknown' : rung.ok ? 'passed' : 'refused';
  return (
    <li className={`rung ${state}`}>
      <span className="rung-mark">
        {rung.ok === null ? <DashIcon /> : rung.ok ? <CheckIcon /> : <CrossIcon />}
      </span>
      <div className="rung-words">
        <p className="rung-title">
          <span>
            {number}. {TITLES[rung.level] ?? rung.level}
          </span>
          <span className="rung-state">
            {state === 'passed' ? 'Passed' : state === 'refused' ? 'Refused' : unknown}
          </span>
        </p>
        {rung.because ? (
          <p>
            <LinkedText text={rung.because} />
          </p>
        ) : null}
        {rung.rule_id ? <p className="quiet-text">Rule {rung.rule_id}</p> : null}
      </div>
    </li>
  );
}
