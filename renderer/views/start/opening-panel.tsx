import type { ReactNode } from 'react';
import { useOpening } from '../../client/app-context';
import type { EngineError, Progress } from '../../client/engine-error';
import { useRecents } from '../../state/recents';
import { CopyTextButton } from '../../widgets/copy-button';
import { CrossIcon } from '../../widgets/icons';
import { DatabaseDrawing, FileDrawing, FilesDrawing } from './drawings';
import { errorDetails, placeOf } from './error-words';
import { ProgressBar, progressWords } from './progress-bar';
import { RecentList } from './recent-list';

/** Beside the drop zone: what can be opened, what was opened, how far opening is, or why it failed. */
export function OpeningPanel() {
  const status = useOpening((opening) => opening.status);
  const hasRecents = useRecents(({ entries }) => entries.length > 0);
  if (status.kind === 'busy')
    return <Busy key={status.title} title={status.title} progress={status.progress} />;
  if (status.kind === 'failed') return <Failed error={status.error} />;
  return hasRecents ? <RecentList /> : <Formats />;
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
