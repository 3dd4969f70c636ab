import { Fragment } from 'react';
import type {
  Difference,
  DifferenceEntry,
  EntryGroup,
  RoomPoint,
} from '../../../core/contract/state-questions';
import { useRoomRef } from '../../client/use-inspection';
import { useRequest } from '../../client/use-request';
import { EventGlyph } from '../../graph/glyphs';
import { pointWords, selectedPoint, useQuestions } from '../../state/questions';
import { CopyButton } from '../../widgets/copy-button';
import { counted } from '../../widgets/numbers';
import { EventButton, Failed, More, Panel } from './question-parts';
import { useParts } from './use-parts';

const PAGE = 100;
const NOW: RoomPoint = { kind: 'now' };
const GROUPS: Readonly<Record<EntryGroup, string>> = {
  room: 'Room',
  members: 'Members',
  other: 'Other keys',
};
const SIGNS = { added: '+', removed: '−', changed: '→' } as const;

/** What differs from A to B; a point that is not marked is the selected one, or now. */
export function DifferencePanel() {
  const marks = useQuestions();
  const ref = useRoomRef();
  const a = marks.a;
  const b = marks.b ?? NOW;
  const params = ref && a ? { ...ref, a, b, from: 0, to: PAGE } : null;
  const { data, fresh, error } = useRequest('debug.difference', params);
  return (
    <Panel title="Difference" sub={<Points a={a} b={b} />}>
      {a === null ? (
        <p className="question-note">
          Select an event and mark it as A. B is the current state until another is marked.
        </p>
      ) : null}
      <Failed error={error} />
      {data && a && !error ? (
        <div aria-busy={!fresh}>
          <Answer data={data} a={a} b={b} />
        </div>
      ) : null}
    </Panel>
  );
}

function Points({ a, b }: { readonly a: RoomPoint | null; readonly b: RoomPoint }) {
  const { mark, swap } = useQuestions();
  const here = selectedPoint();
  const canMark = here !== null;
  return (
    <div className="difference-points">
      {(['a', 'b'] as const).map((which) => {
        const point = which === 'a' ? a : b;
        return (
          <div key={which} className="difference-point">
            <span className="point-letter">{which.toUpperCase()}</span>
            <span className="point-words">{point ? pointWords(point) : 'not marked'}</span>
            <button
              type="button"
              className="button small"
              disabled={!canMark}
              onClick={() => mark(which, selectedPoint())}
            >
              Mark selected<span className="visually-hidden"> as {which.toUpperCase()}</span>
            </button>
            <button
              type="button"
              className="button small"
              aria-pressed={point?.kind === 'now'}
              onClick={() => mark(which, NOW)}
            >
              Now<span className="visually-hidden"> as {which.toUpperCase()}</span>
            </button>
          </div>
        );
      })}
      <button
        type="button"
        className="button small"
        disabled={a === null}
        onClick={() => {
          // What stands for an unmarked B becomes A.
          if (useQuestions.getState().b === null) mark('b', NOW);
          swap();
        }}
      >
        Swap A and B
      </button>
    </div>
  );
}

interface AnswerProps {
  readonly data: Difference;
  readonly a: RoomPoint;
  readonly b: RoomPoint;
}

function Answer({ data, a, b }: AnswerProps) {
  const ref = useRoomRef();
  const { parts, more, error } = useParts<DifferenceEntry>(
    data,
    async (engine, from) => {
      if (!ref) return [];
      const page = { ...ref, a, b, from, to: from + PAGE };
      return (await engine.request('debug.difference', page)).entries;
    },
    data.entries,
  );
  return (
    <>
      <div className="question-counts" role="status">
        <span>
          <strong>{counted(data.total, 'key')}</strong> {data.total === 1 ? 'differs' : 'differ'}:{' '}
          {data.added} added, {data.removed} removed, {data.changed} changed
        </span>
        {data.total > 0 ? (
          <CopyButton
            text={textOf(a, b, parts)}
            what={parts.length < data.total ? `the ${parts.length} keys shown` : 'the difference'}
          />
        ) : null}
      </div>
      {data.incomplete ? (
        <p className="question-note quiet-text small">
          Incomplete: an earlier event is not held, so entries may be missing.
        </p>
      ) : null}
      {data.total === 0 ? <p className="question-note">The two states are equal.</p> : null}
      <ul className="question-list">
        {parts.map((entry, at) => (
          <Fragment key={`${entry.type} ${entry.stateKey}`}>
            {entry.group === parts[at - 1]?.group ? null : (
              <li className="caption question-group">{GROUPS[entry.group]}</li>
            )}
            <Entry entry={entry} />
          </Fragment>
        ))}
      </ul>
      <Failed error={error} />
      <More hidden={data.total - parts.length} onClick={more} />
    </>
  );
}

function Entry({ entry }: { readonly entry: DifferenceEntry }) {
  const { change, key, lines, from, to, glyph, type, stateKey } = entry;
  const ask = useQuestions((questions) => questions.ask);
  return (
    <li className={`question-entry ${change}`}>
      <EventGlyph glyph={glyph} />
      <div className="entry-words">
        <p className="entry-head">
          <span className="change-sign" aria-hidden="true">
            {SIGNS[change]}
          </span>
          <span className="visually-hidden">{change}: </span>
          <button
            type="button"
            className="plain-link mono"
            title="History of this key"
            onClick={() => ask({ kind: 'history', type, stateKey })}
          >
            {key}
          </button>
          <span className="entry-events">
            {from ? <EventButton eventNid={from.eventNid} row={from.row} /> : '–'} →{' '}
            {to ? <EventButton eventNid={to.eventNid} row={to.row} /> : '–'}
          </span>
        </p>
        {lines.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </div>
    </li>
  );
}

function textOf(a: RoomPoint, b: RoomPoint, entries: readonly DifferenceEntry[]): string {
  const lines = entries.flatMap(({ change, key, lines: words, from, to }) => [
    `${SIGNS[change]} ${key} (event ${from?.eventNid ?? 'none'} → ${to?.eventNid ?? 'none'})`,
    ...words.map((line) => `    ${line}`),
  ]);
  return [`From the state ${pointWords(a)} to the state ${pointWords(b)}:`, ...lines].join('\n');
}
