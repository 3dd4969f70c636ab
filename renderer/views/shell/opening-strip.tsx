import { useOpening } from '../../client/app-context';
import { CopyTextButton } from '../../widgets/copy-button';
import { CrossIcon } from '../../widgets/icons';
import { errorDetails, placeOf } from '../start/error-words';
import { ProgressBar, progressWords } from '../start/progress-bar';

/** Opening another document while a room is on screen: a strip above the rows, never a modal. */
export function OpeningStrip() {
  const status = useOpening((opening) => opening.status);
  const cancel = useOpening((opening) => opening.cancel);
  if (status.kind === 'busy') {
    return (
      <div className="opening-strip after-200ms" role="status">
        <span className="spinner" aria-hidden="true" />
        <strong>{status.title}</strong>
        <span className="quiet-text after-1s">{progressWords(status.progress)}</span>
        <span className="after-1s">
          <ProgressBar progress={status.progress} />
        </span>
        <span className="grow" />
        <button type="button" className="button after-1s" onClick={cancel}>
          Cancel
        </button>
      </div>
    );
  }
  if (status.kind !== 'failed') return null;
  const place = placeOf(status.error);
  return (
    <div className="opening-strip" role="alert">
      <span className="failed-mark">
        <CrossIcon />
      </span>
      <p className="grow">
        {place ? <strong>{place}: </strong> : null}
        {status.error.message}
      </p>
      <CopyTextButton text={errorDetails(status.error)}>Copy details</CopyTextButton>
      <button
        type="button"
        className="icon-button"
        aria-label="Dismiss the message"
        onClick={cancel}
      >
        <CrossIcon />
      </button>
    </div>
  );
}
