import { useState } from 'react';
import { RowFlag } from '../../../core/contract/room-view';
import type { RefusalEntry, RefusalKind, Refusals } from '../../../core/contract/state-questions';
import { useRoomRef } from '../../client/use-inspection';
import { useRequest } from '../../client/use-request';
import { EventGlyph } from '../../graph/glyphs';
import { useQuestions } from '../../state/questions';
import { count, counted } from '../../widgets/numbers';
import { EventButton, Failed, More, Panel } from './question-parts';
import { useParts } from './use-parts';

const PAGE = 100;
const KINDS: readonly (readonly [RefusalKind, string, number])[] = [
  ['rejected', 'rejected', RowFlag.rejected],
  ['soft_failed', 'soft-failed', RowFlag.softFailed],
  ['not_sent', 'not sent', RowFlag.notSent],
  ['outlier', 'outliers', RowFlag.outlier],
];
const LEVELS: Readonly<Record<string, string>> = {
  format: 'format, hash and signature',
  auth_events: 'auth events',
  state_before: 'state before the event',
  current_state: 'current state',
};

/** What is to be said where no level refuses it. */
const UNREFUSED: Readonly<Record<RefusalKind, string>> = {
  rejected: 'No reason is recorded.',
  soft_failed: 'No reason is recorded.',
  not_sent: 'Backfilled or soft-failed; the server does not say which.',
  outlier: 'Stored without a known state.',
};

/** Every event that was refused or not taken in as others are, with the rule that says why. */
export function RefusalsPanel() {
  const ref = useRoomRef();
  const [hidden, setHidden] = useState<ReadonlySet<RefusalKind>>(new Set());
  const kinds = KINDS.map(([kind]) => kind).filter((kind) => !hidden.has(kind));
  const params = ref ? { ...ref, kinds, from: 0, to: PAGE } : null;
  const { data, fresh, error } = useRequest('debug.refusals', params);
  const toggle = (kind: RefusalKind) => {
    const next = new Set(hidden);
    if (!next.delete(kind)) next.add(kind);
    setHidden(next);
  };
  return (
    <Panel title="Refused events">
      {data ? <Kinds counts={data.counts} hidden={hidden} onToggle={toggle} /> : null}
      <Failed error={error} />
      {data && !error ? (
        <div aria-busy={!fresh}>
          <Answer data={data} kinds={kinds} />
        </div>
      ) : null}
    </Panel>
  );
}

interface KindsProps {
  readonly counts: Refusals['counts'];
  readonly hidden: ReadonlySet<RefusalKind>;
  readonly onToggle: (kind: RefusalKind) => void;
}

function Kinds({ counts, hidden, onToggle }: KindsProps) {
  const there = KINDS.filter(([kind]) => counts[kind] > 0);
  if (there.length < 2) return null;
  return (
    <div className="refusal-kinds">
      {there.map(([kind, words]) => (
        <button
          key={kind}
          type="button"
          className="button small"
          aria-pressed={!hidden.has(kind)}
          onClick={() => onToggle(kind)}
        >
          {count(counts[kind])} {words}
        </button>
      ))}
    </div>
  );
}

interface AnswerProps {
  readonly data: Refusals;
  readonly kinds: readonly RefusalKind[];
}

function Answer({ data, kinds }: AnswerProps) {
  const ref = useRoomRef();
  const { parts, more, error } = useParts<RefusalEntry>(
    data,
    async (engine, from) => {
      if (!ref) return [];
      const page = { ...ref, kinds, from, to: from + PAGE };
      return (await engine.request('debug.refusals', page)).entries;
    },
    data.entries,
  );
  return (
    <>
      <div className="question-counts" role="status">
        {data.total === 0 ? 'None.' : <strong>{counted(data.total, 'event')}</strong>}
      </div>
      <ol className="question-list">
        {parts.map((entry) => (
          <Refusal key={entry.eventNid} entry={entry} />
        ))}
      </ol>
      <Failed error={error} />
      <More hidden={data.total - parts.length} onClick={more} />
    </>
  );
}

function Refusal({ entry }: { readonly entry: RefusalEntry }) {
  const { kind, row, eventNid, sentence, glyph, level, ruleId, because } = entry;
  const [, words, flag] = KINDS.find(([one]) => one === kind) ?? KINDS[0] ?? [kind, kind, 0];
  const close = useQuestions((questions) => questions.close);
  const visit = useQuestions((questions) => questions.visit);
  return (
    <li className={`question-entry ${kind}`}>
      <EventGlyph glyph={glyph} flags={flag} />
      <div className="entry-words">
        <p className="entry-head">
          <EventButton eventNid={eventNid} row={row} className="plain-link strong">
            {sentence}
          </EventButton>
          <span className="entry-events">row {count(row + 1)}</span>
        </p>
        <p>
          <span className="refusal-kind">{words === 'outliers' ? 'outlier' : words}</span>
          {because ? `: ${because}` : null}
        </p>
        <p className="quiet-text small">
          {level ? `Refused by the ${LEVELS[level] ?? level}. ` : `${UNREFUSED[kind]} `}
          {ruleId ? `Rule ${ruleId}. ` : ''}
          <button
            type="button"
            className="link"
            aria-label={`Details of event ${eventNid}`}
            onClick={() => {
              visit(eventNid, row);
              close();
            }}
          >
            Details
          </button>
        </p>
      </div>
    </li>
  );
}
