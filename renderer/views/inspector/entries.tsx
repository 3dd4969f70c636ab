import { useId, useState } from 'react';
import type { EntriesOf, EntryList, StateEntryText } from '../../../core/contract/room-view';
import { useEngine } from '../../client/engine';
import { type EngineError, toEngineError } from '../../client/engine-error';
import { useRoomRef } from '../../client/use-inspection';
import { useRequest } from '../../client/use-request';
import { EventGlyph } from '../../graph/glyphs';
import { useQuestions } from '../../state/questions';
import { HistoryIcon } from '../../widgets/icons';
import { EventNidLink } from '../../widgets/nid-links';
import { count } from '../../widgets/numbers';

interface EntriesProps {
  /** The part that came with the inspection. */
  readonly list: EntryList;
  readonly of: EntriesOf;
  /** Keys that are shown elsewhere, and so left out. */
  readonly except?: ReadonlySet<string>;
}

const PAGE = 100;
const NO_KEYS: ReadonlySet<string> = new Set();

/** Shorter lists are seen at a glance. */
const FILTERED_FROM = 8;

/**
 * State entries with glyph, key, value and event; "18 more" asks the engine for the next page, and the
 * field above for those that a few words find.
 */
export function Entries({ list, of, except = NO_KEYS }: EntriesProps) {
  const [filter, setFilter] = useState('');
  const ref = useRoomRef();
  const words = filter.trim();
  const params = ref && words !== '' ? { ...ref, of, filter: words, from: 0, to: PAGE } : null;
  const found = useRequest('debug.entries', params);
  const shown = words === '' ? list : (found.data ?? list);
  return (
    <>
      {list.total >= FILTERED_FROM ? (
        <FilterField
          value={filter}
          onChange={setFilter}
          found={words !== '' && found.fresh ? shown.total : null}
        />
      ) : null}
      {found.error ? <p role="alert">{found.error.message}</p> : null}
      <EntryPages list={shown} of={of} filter={words} except={except} />
    </>
  );
}

interface FilterFieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** How many entries the words found; null while that is not known. */
  readonly found: number | null;
}

function FilterField({ value, onChange, found }: FilterFieldProps) {
  const id = useId();
  return (
    <div className="entry-filter">
      <label htmlFor={id} className="visually-hidden">
        Filter by type, key or sender
      </label>
      <input
        id={id}
        type="search"
        value={value}
        placeholder="Filter by type, key or sender"
        spellCheck={false}
        onChange={(event) => onChange(event.target.value)}
      />
      <span className="section-aside" role="status">
        {found === null ? '' : `${count(found)} found`}
      </span>
    </div>
  );
}

interface EntryPagesProps extends Required<EntriesProps> {
  readonly filter: string;
}

function EntryPages({ list, of, filter, except }: EntryPagesProps) {
  const { entries: loaded, loadMore, error } = usePages(list, of, filter);
  const entries = loaded.filter((entry) => !except.has(entry.key));
  const hidden = list.total - loaded.length;
  return (
    <>
      <ul className="entry-list">
        {entries.map((entry) => (
          <EntryRow key={`${entry.type} ${entry.stateKey}`} entry={entry} />
        ))}
      </ul>
      {list.total === 0 && filter === '' ? (
        <p className="quiet-text">Empty: no key is set.</p>
      ) : null}
      {error ? <p role="alert">{error.message}</p> : null}
      {hidden > 0 ? (
        <button type="button" className="link more" onClick={loadMore}>
          {count(hidden)} more
        </button>
      ) : null}
    </>
  );
}

function EntryRow({ entry }: { readonly entry: StateEntryText }) {
  const ask = useQuestions((questions) => questions.ask);
  const { type, stateKey, key } = entry;
  return (
    <li className="entry-with-history">
      <EventNidLink
        eventNid={entry.eventNid}
        row={entry.row}
        className={`entry-row${entry.row === null ? ' missing' : ''}`}
      >
        <EventGlyph glyph={entry.glyph} />
        <span className="entry-key mono" title={`${type} “${stateKey}”`}>
          {key}
        </span>
        <span className="entry-value" title={entry.sentence}>
          {entry.value}
        </span>
        <span className="entry-nid">{entry.eventNid}</span>
      </EventNidLink>
      <button
        type="button"
        className="icon-button small"
        aria-label={`History of ${key}`}
        title={`History of ${key}`}
        onClick={() => ask({ kind: 'history', type, stateKey })}
      >
        <HistoryIcon />
      </button>
    </li>
  );
}

interface Pages {
  /** The inspection's list that the pages continue: another list starts over. */
  readonly list: EntryList;
  readonly more: readonly StateEntryText[];
  readonly error: EngineError | null;
}

function usePages(list: EntryList, of: EntriesOf, filter: string) {
  const engine = useEngine();
  const ref = useRoomRef();
  const [pages, setPages] = useState<Pages>({ list, more: [], error: null });
  const isCurrent = pages.list === list;
  const more = isCurrent ? pages.more : [];
  const from = list.entries.length + more.length;

  const loadMore = () => {
    if (!ref) return;
    engine.request('debug.entries', { ...ref, of, filter, from, to: from + PAGE }).then(
      (page) => setPages(() => ({ list, more: [...more, ...page.entries], error: null })),
      (thrown: unknown) => setPages(() => ({ list, more, error: toEngineError(thrown) })),
    );
  };
  return { entries: [...list.entries, ...more], loadMore, error: isCurrent ? pages.error : null };
}
