import { useEffect } from 'react';
import { useOpening } from '../client/app-context';
import { CrossIcon } from '../widgets/icons';
import './link-notice.css';
import { dismissLinkNote, type LinkNote, useLinkState } from './link-state';

const COPIED_MS = 4000;

/** What there is to say about a link, over the foot of the window. */
export function LinkNotice() {
  const note = useLinkState((state) => state.note);
  const pick = useOpening((opening) => opening.pick);
  useEffect(() => {
    if (note?.kind !== 'copied') return;
    const timer = setTimeout(dismissLinkNote, COPIED_MS);
    return () => clearTimeout(timer);
  }, [note]);
  return (
    <div className="link-notice-place" role="status">
      {note ? (
        <div className="link-notice">
          <p>{wordsOf(note)}</p>
          {note.kind === 'not-open' ? (
            <button type="button" className="button" onClick={pick}>
              Open…
            </button>
          ) : null}
          <button
            type="button"
            className="icon-button small"
            aria-label="Dismiss the message"
            onClick={dismissLinkNote}
          >
            <CrossIcon />
          </button>
        </div>
      ) : null}
    </div>
  );
}

function wordsOf(note: LinkNote): string {
  if (note.kind === 'copied') return 'The link to this view was copied.';
  if (note.kind === 'no-event') return `The event ${note.eventId} of the link is not in this room.`;
  const { source, roomId } = note.link;
  const name = source.kind === 'file' ? source.name : source.id;
  return `The link leads into ${name}, room ${roomId}. Open that file to go there.`;
}
