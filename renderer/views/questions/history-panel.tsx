import type { KeyHistory, KeyHistoryStep } from '../../../core/contract/state-questions';
import { useRoomRef } from '../../client/use-inspection';
import { useRequest } from '../../client/use-request';
import { EventGlyph } from '../../graph/glyphs';
import { count, counted } from '../../widgets/numbers';
import { MembershipBand } from './membership-band';
import { EventButton, Failed, More, Panel } from './question-parts';
import { useParts } from './use-parts';

const PAGE = 100;

interface HistoryPanelProps {
  readonly type: string;
  readonly stateKey: string;
}

/** Every row at which the entry of one key changed; of a member also as a band. */
export function HistoryPanel({ type, stateKey }: HistoryPanelProps) {
  const ref = useRoomRef();
  const key = { type, stateKey };
  const params = ref ? { ...ref, ...key, from: 0, to: PAGE } : null;
  const { data, fresh, error } = useRequest('debug.key-history', params);
  return (
    <Panel
      title={data ? `History of ${data.key}` : 'History of a key'}
      sub={<span className="mono">{`${type} “${stateKey}”`}</span>}
    >
      <Failed error={error} />
      {data && !error ? (
        <div aria-busy={!fresh}>
          <Answer data={data} type={type} stateKey={stateKey} />
        </div>
      ) : null}
    </Panel>
  );
}

function Answer({ data, type, stateKey }: HistoryPanelProps & { readonly data: KeyHistory }) {
  const ref = useRoomRef();
  const { parts, more, error } = useParts<KeyHistoryStep>(
    data,
    async (engine, from) => {
      if (!ref) return [];
      const page = { ...ref, type, stateKey, from, to: from + PAGE };
      return (await engine.request('debug.key-history', page)).steps;
    },
    data.steps,
  );
  return (
    <>
      <div className="question-counts" role="status">
        <span>
          <strong>{counted(data.total, 'change')}</strong>, in the order of the rows; branches side
          by side are told one after the other.
        </span>
      </div>
      {data.membership ? <MembershipBand spans={data.membership} rows={data.rows} /> : null}
      {data.total === 0 ? (
        <p className="question-note">No state of this room has the key.</p>
      ) : null}
      <ol className="question-list">
        {parts.map((step) => (
          <Step key={`${step.row} ${step.kind}`} step={step} />
        ))}
      </ol>
      <Failed error={error} />
      <More hidden={data.total - parts.length} onClick={more} />
    </>
  );
}

function Step({ step }: { readonly step: KeyHistoryStep }) {
  const { row, eventNid, sentence, lines, glyph, kind, before, after } = step;
  const others = before.filter((one) => one.eventNid !== after?.eventNid);
  return (
    <li className="question-entry">
      <EventGlyph glyph={glyph} />
      <div className="entry-words">
        <p className="entry-head">
          <EventButton eventNid={eventNid} row={row} className="plain-link strong">
            {sentence}
          </EventButton>
          <span className="entry-events">row {count(row + 1)}</span>
        </p>
        {lines.map((line) => (
          <p key={line}>{line}</p>
        ))}
        {kind === 'set' ? null : (
          <p className="quiet-text small">
            {others.map((one) => (
              <span key={one.eventNid}>
                <EventButton eventNid={one.eventNid} row={one.row} />{' '}
              </span>
            ))}
            → {after ? <EventButton eventNid={after.eventNid} row={after.row} /> : 'absent'}
          </p>
        )}
      </div>
    </li>
  );
}
