import { useOpening } from '../../client/app-context';
import { type Recent, useRecents } from '../../state/recents';
import { DatabaseDrawing, FileDrawing } from './drawings';
import './recent-list.css';

/** What was opened since the start, to be opened again with one press. */
export function RecentList() {
  const { entries, clear } = useRecents();
  return (
    <section className="start-panel" aria-labelledby="recent-title">
      <header className="recent-head">
        <h2 id="recent-title" className="panel-caption">
          Recent
        </h2>
        <p>since Roomscope was started</p>
        <button type="button" className="button quiet" onClick={clear}>
          Clear the list
        </button>
      </header>
      <ul className="recent-list">
        {entries.map((entry) => (
          <li key={`${entry.name} ${entry.facts}`}>
            <RecentEntry entry={entry} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function RecentEntry({ entry }: { readonly entry: Recent }) {
  const open = useOpening((opening) => opening.open);
  return (
    <button type="button" className="recent" onClick={() => open(entry.sources)}>
      {entry.isDatabase ? <DatabaseDrawing /> : <FileDrawing />}
      <span className="recent-words">
        <span className="recent-name">
          <bdi>{entry.name}</bdi>
        </span>
        <span className="recent-facts">{entry.facts}</span>
      </span>
      <span className="recent-finding">{entry.finding}</span>
    </button>
  );
}
