import { useEffect } from 'react';
import { useApp, useOpening } from '../../client/app-context';
import { Logo } from '../../widgets/icons';
import { ThemeButton } from '../shell/theme-button';
import { OpeningPanel } from './opening-panel';
import { SampleCard } from './sample-card';
import './start-page.css';
import { shownKeys } from '../../commands/keys';

export function StartPage() {
  const { info } = useApp();
  useEffect(() => {
    document.title = 'Roomscope';
  }, []);
  return (
    <main className="start scrolls">
      <div className="start-page">
        <header className="start-head">
          <Logo size={41} />
          <div>
            <h1 className="start-title">Roomscope</h1>
            <p className="start-claim">See how a Matrix room stores and resolves its state.</p>
          </div>
          <span className="start-actions">
            <ThemeButton />
          </span>
        </header>
        <DropZone />
        <OpeningPanel />
        <section className="start-samples" aria-labelledby="samples">
          <header className="start-samples-head">
            <h2 id="samples">Samples</h2>
            <p>Each one is a small room that shows one thing.</p>
          </header>
          <ul className="sample-cards">
            {info.samples.map((sample) => (
              <li key={sample.id}>
                <SampleCard sample={sample} />
              </li>
            ))}
          </ul>
        </section>
      </div>
    </main>
  );
}

function DropZone() {
  const pick = useOpening((opening) => opening.pick);
  return (
    <section className="drop-zone" aria-labelledby="drop-title">
      <h2 id="drop-title">Drop a room here</h2>
      <p>
        Several files of one room are read together.
        <br />
        Files stay on this computer.
      </p>
      <button type="button" className="button primary large" onClick={pick}>
        Open <kbd className="keys">{shownKeys('Mod+O')}</kbd>
      </button>
      <p className="drop-formats">
        Events as NDJSON or a JSON array, plain or gzip,
        <br />a Dendrite SQLite database, or a Roomscope document
      </p>
    </section>
  );
}
