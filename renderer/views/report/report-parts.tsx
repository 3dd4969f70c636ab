import { type ReactNode, useMemo } from 'react';
import type { InfoReport, RefusedEvent, RoomReport } from '../../../core/contract/reports';
import type { EventLink } from '../../../core/contract/room-view';
import { useRoomRef } from '../../client/use-inspection';
import { useRequest } from '../../client/use-request';
import { useSelectEvent } from '../../client/use-select';
import { useReport } from '../../state/report';
import { count } from '../../widgets/numbers';

/** Of each list so many are shown; the copied report has them all. */
const SHOWN = 50;

interface ReportPartsProps {
  readonly report: InfoReport;
  readonly room: RoomReport;
}

/** The events behind the figures, as links into the room. */
export function ReportParts({ report, room }: ReportPartsProps) {
  const lists = useMemo(() => listsOf(room), [room]);
  const links = useLinks(lists, room.refused);
  return (
    <>
      <Part title="Refused" total={room.refused.length}>
        {room.refused.slice(0, SHOWN).map((refused) => (
          <li key={refused.event_id}>
            <Event eventId={refused.event_id} link={links.get(refused.event_id)} />
            <p>
              {refused.verdict === 'soft_failed' ? 'Soft-failed' : 'Rejected'}: {refused.because}
              {refused.rule_id ? <span className="quiet-text"> Rule {refused.rule_id}</span> : null}
            </p>
          </li>
        ))}
      </Part>
      {lists.map(([title, ids]) => (
        <Part key={title} title={title} total={ids.length}>
          {ids.slice(0, SHOWN).map((eventId) => (
            <li key={eventId}>
              <Event eventId={eventId} link={links.get(eventId)} />
            </li>
          ))}
        </Part>
      ))}
      <SkippedLines report={report} />
    </>
  );
}

function listsOf(room: RoomReport): readonly (readonly [string, readonly string[]])[] {
  return [
    ['Missing ancestors', room.missing_prev],
    ['Missing auth events', room.missing_auth],
    ['Incomplete', room.incomplete],
    ['Redacted', room.redacted],
    ['Content hashes that do not match', room.hash_mismatches],
    ['Event IDs that differ from the computed one', room.id_mismatches],
  ];
}

/** Sentence and row of every event that is shown, by event ID. */
function useLinks(
  lists: readonly (readonly [string, readonly string[]])[],
  refused: readonly RefusedEvent[],
): ReadonlyMap<string, EventLink> {
  const ref = useRoomRef();
  const eventIds = [
    ...refused.slice(0, SHOWN).map((event) => event.event_id),
    ...lists.flatMap(([, ids]) => ids.slice(0, SHOWN)),
  ];
  const { data } = useRequest(
    'debug.links',
    ref && eventIds.length > 0 ? { ...ref, eventIds: [...new Set(eventIds)] } : null,
  );
  return useMemo(() => new Map(data?.links.map((link) => [link.eventId, link])), [data]);
}

interface PartProps {
  readonly title: string;
  readonly total: number;
  readonly children: ReactNode;
}

function Part({ title, total, children }: PartProps) {
  if (total === 0) return null;
  return (
    <section className="report-part">
      <h3 className="section-head caption">
        {title}
        <span className="section-aside">
          {total > SHOWN ? `the first ${SHOWN} of ${count(total)}` : count(total)}
        </span>
      </h3>
      <ul>{children}</ul>
    </section>
  );
}

interface EventProps {
  readonly eventId: string;
  readonly link: EventLink | undefined;
}

function Event({ eventId, link }: EventProps) {
  const selectEvent = useSelectEvent();
  const dismiss = useReport((report) => report.dismiss);
  if (!link || link.row === null) return <span className="mono">{eventId}</span>;
  return (
    <button
      type="button"
      className="report-event"
      title={eventId}
      onClick={() => {
        selectEvent(link.eventNid, link.row);
        dismiss();
      }}
    >
      <span className="link">{link.sentence}</span>
      <span className="quiet-text">event {link.eventNid}</span>
    </button>
  );
}

function SkippedLines({ report }: { readonly report: InfoReport }) {
  return report.files
    .filter((file) => file.skipped.length > 0)
    .map((file) => (
      <Part
        key={file.name}
        title={`Lines of ${file.name} that were skipped`}
        total={file.skipped.length}
      >
        {file.skipped.slice(0, SHOWN).map((line) => (
          <li key={line.line}>
            Line {line.line}
            {line.field === null ? '' : `, ${line.field}`}: {line.reason}
          </li>
        ))}
      </Part>
    ));
}
