import type { ReactNode } from 'react';
import { useOpening } from '../../client/app-context';
import type { EngineError, Progress } from '../../client/engine-error';
import { CopyTextButton } from '../../widgets/copy-button';
import { CrossIcon } from '../../widgets/icons';
import { errorDetails, placeOf } from './error-words';
import { ProgressBar, progressWords } from './progress-bar';

/** Beside the drop zone: what can be opened, how far opening is, or why it failed. */
export function OpeningPanel() {
  const status = useOpening((opening) => opening.status);
  if (status.kind === 'busy')
    return <Busy key={status.title} title={status.title} progress={status.progress} />;
  if (status.kind === 'failed') return <Failed error={status.error} />;
  return <Formats />;
}

function Busy({ title, progress }: { title: string; progress: Progress | null }) {
  const cancel = useOpening((opening) => opening.cancel);
  return (
    <section className="start-panel" aria-label="Opening" aria-busy="true">
      <div className="opening-busy after-200ms" role="status">
        <h2 className="panel-title">
          <span className="spinner" aria-hidden="true" />
          {title}
        </h2>
        <div className="opening-more after-1s">
          <p>{progressWords(progress)}</p>
          <ProgressBar progress={progress} />
          <button type="button" className="button" onClick={cancel}>
            Cancel
          </button>
        </div>
      </div>
    </section>
  );
}

function Failed({ error }: { readonly error: EngineError }) {
  const pick = useOpening((opening) => opening.pick);
  const cancel = useOpening((opening) => opening.cancel);
  const place = placeOf(error);
  return (
    <section className="start-panel opening-failed" role="alert">
      <span className="failed-disc">
        <CrossIcon />
      </span>
      <div className="opening-words">
        <h2 className="panel-title">
          {error.file === null ? 'This could not be opened' : `${error.file} could not be opened`}
        </h2>
        <p>{error.message}</p>
        {place ? <p className="opening-place mono">{place}</p> : null}
        <div className="dialog-actions">
          <button type="button" className="button primary" onClick={pick}>
            Choose another file
          </button>
          <CopyTextButton text={errorDetails(error)}>Copy details</CopyTextButton>
          <button type="button" className="button quiet" onClick={cancel}>
            Dismiss
          </button>
        </div>
      </div>
    </section>
  );
}

function Formats() {
  return (
    <section className="start-panel" aria-labelledby="formats-title">
      <h2 id="formats-title" className="panel-caption">
        What can be opened
      </h2>
      <ul className="format-list">
        <Format title="Events of a room" icon={<FileDrawing />}>
          NDJSON or a JSON array of PDUs, plain or gzip. The state is computed here.
        </Format>
        <Format title="A room of several servers" icon={<FilesDrawing />}>
          Their files together: events are merged, copies are counted.
        </Format>
        <Format title="A Dendrite database" icon={<DatabaseDrawing />}>
          roomserver.db, read and never written: its own snapshots and blocks are shown.
        </Format>
      </ul>
    </section>
  );
}

interface FormatProps {
  readonly title: string;
  readonly icon: ReactNode;
  readonly children: string;
}

function Format({ title, icon, children }: FormatProps) {
  return (
    <li className="format">
      {icon}
      <div>
        <h3>{title}</h3>
        <p>{children}</p>
      </div>
    </li>
  );
}

const DRAWING = {
  width: 18,
  height: 18,
  viewBox: '0 0 18 18',
  fill: 'none',
  stroke: 'currentColor',
  strokeWidth: 1.4,
  strokeLinejoin: 'round',
} as const;

function FileDrawing() {
  return (
    <svg {...DRAWING} aria-hidden="true">
      <path d="M4 2.5h6l4 4v9H4ZM10 2.5v4h4" />
    </svg>
  );
}

function FilesDrawing() {
  return (
    <svg {...DRAWING} aria-hidden="true">
      <path d="M2.5 2.5h5l3 3v7h-8ZM7.5 2.5v3h3M12.5 7.5h3v8h-8v-1" />
    </svg>
  );
}

function DatabaseDrawing() {
  return (
    <svg {...DRAWING} aria-hidden="true">
      <ellipse cx="9" cy="4.5" rx="5.5" ry="2.2" />
      <path d="M3.5 4.5v9c0 1.2 2.5 2.2 5.5 2.2s5.5-1 5.5-2.2v-9M3.5 9c0 1.2 2.5 2.2 5.5 2.2s5.5-1 5.5-2.2" />
    </svg>
  );
}
