import { useOpening } from '../../client/app-context';
import { CopyTextButton } from '../../widgets/copy-button';
import { CrossIcon } from '../../widgets/icons';
import { useLater } from '../../widgets/use-later';
import { errorDetails, placeOf } from '../start/error-words';
import { ProgressBar, progressWords } from '../start/progress-bar';

/** Opening another document while a room is on screen: a strip above the rows, never a modal. */
export function OpeningStrip() {
  const status = useOpening((opening) => opening.status);
  const cancel = useOpening((opening) => opening.cancel);
  const isLater = useLater(status.kind === 'busy', 200);
  if (status.kind === 'busy') {
    // No room is made for it before it is seen: rows do not jump for a file that opens at once.
    if (!isLater) return null;
    return (
      <div className="opening-strip" role="status">
        <span className="spinner" aria-hidden="true" />
        <strong>{status.title}</strong>
        <span className="quiet-text after-800ms">{progressWords(status.progress)}</span>
        <span className="after-800ms">
          <ProgressBar progress={status.progress} />
        </span>
        <span className="grow" />
        <button type="button" className="button after-800ms" onClick={cancel}>
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
