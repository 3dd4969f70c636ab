import { useState } from 'react';
import type { EntriesOf, EntryList, StateEntryText } from '../../../core/contract/room-view';
import { useEngine } from '../../client/engine';
import { type EngineError, toEngineError } from '../../client/engine-error';
import { useRoomRef } from '../../client/use-inspection';
import { EventGlyph } from '../../graph/glyphs';
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

/** State entries with glyph, key, value and event; "18 more" asks the engine for the next page. */
export function Entries({ list, of, except = NO_KEYS }: EntriesProps) {
  const { entries: loaded, loadMore, error } = usePages(list, of);
  const entries = loaded.filter((entry) => !except.has(entry.key));
  const hidden = list.total - loaded.length;
  return (
    <>
      <ul className="entry-list">
        {entries.map((entry) => (
          <EntryRow key={`${entry.type} ${entry.stateKey}`} entry={entry} />
        ))}
      </ul>
      {list.total === 0 ? <p className="quiet-text">Empty: no key is set.</p> : null}
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
  return (
    <li>
      <EventNidLink
        eventNid={entry.eventNid}
        row={entry.row}
        className={`entry-row${entry.row === null ? ' missing' : ''}`}
      >
        <EventGlyph glyph={entry.glyph} />
        <span className="entry-key mono" title={`${entry.type} “${entry.stateKey}”`}>
          {entry.key}
        </span>
        <span className="entry-value" title={entry.sentence}>
          {entry.value}
        </span>
        <span className="entry-nid">{entry.eventNid}</span>
      </EventNidLink>
    </li>
  );
}

interface Pages {
  /** The inspection's list that the pages continue: another list starts over. */
  readonly list: EntryList;
  readonly more: readonly StateEntryText[];
  readonly error: EngineError | null;
}

function usePages(list: EntryList, of: EntriesOf) {
  const engine = useEngine();
  const ref = useRoomRef();
  const [pages, setPages] = useState<Pages>({ list, more: [], error: null });
  const isCurrent = pages.list === list;
  const more = isCurrent ? pages.more : [];
  const from = list.entries.length + more.length;

  const loadMore = () => {
    if (!ref) return;
    engine.request('debug.entries', { ...ref, of, filter: '', from, to: from + PAGE }).then(
      (page) => setPages(() => ({ list, more: [...more, ...page.entries], error: null })),
      (thrown: unknown) => setPages(() => ({ list, more, error: toEngineError(thrown) })),
    );
  };
  return { entries: [...list.entries, ...more], loadMore, error: isCurrent ? pages.error : null };
}
