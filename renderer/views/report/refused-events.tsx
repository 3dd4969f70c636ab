import type { RefusedEvent } from '../../../core/contract/reports';
import type { EventLink } from '../../../core/contract/room-view';
import { useRoomRef } from '../../client/use-inspection';
import { useRequest } from '../../client/use-request';
import { useSelectEvent } from '../../client/use-select';
import { useReport } from '../../state/report';
import { count } from '../../widgets/numbers';

/** More refusals than these are counted, not listed. */
const LISTED = 100;

/** Events that a rule refused, each with its reason; a click shows it in the room. */
export function RefusedEvents({ refused }: { readonly refused: readonly RefusedEvent[] }) {
  const ref = useRoomRef();
  const shown = refused.slice(0, LISTED);
  const eventIds = shown.map((event) => event.event_id);
  const { data } = useRequest('debug.links', ref && shown.length > 0 ? { ...ref, eventIds } : null);
  if (shown.length === 0) return null;
  const links = new Map(data?.links.map((link) => [link.eventId, link]));
  return (
    <section className="report-part">
      <h3 className="section-title">Refused events</h3>
      <ul>
        {shown.map((event) => (
          <li key={event.event_id}>
            <RefusedLink event={event} link={links.get(event.event_id)} />
            <div>{event.because}</div>
          </li>
        ))}
      </ul>
      {refused.length > LISTED ? (
        <p className="quiet-text">and {count(refused.length - LISTED)} more</p>
      ) : null}
    </section>
  );
}

interface RefusedLinkProps {
  readonly event: RefusedEvent;
  readonly link: EventLink | undefined;
}

function RefusedLink({ event, link }: RefusedLinkProps) {
  const select = useSelectEvent();
  const dismiss = useReport((report) => report.dismiss);
  if (!link || link.row === null) return <span className="mono">{event.event_id}</span>;
  return (
    <button
      type="button"
      className="link"
      onClick={() => {
        dismiss();
        select(link.eventNid, link.row);
      }}
    >
      {link.sentence}
    </button>
  );
}
