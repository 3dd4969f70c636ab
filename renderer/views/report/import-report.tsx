import { Dialog } from '@base-ui/react/dialog';
import { useEffect } from 'react';
import type { RoomReport } from '../../../core/contract/reports';
import type { FileReport } from '../../../core/contract/requests';
import { useRoomRef } from '../../client/use-inspection';
import { useRequest } from '../../client/use-request';
import { useReport } from '../../state/report';
import { useViewState } from '../../state/view-state';
import { count, counted } from '../../widgets/numbers';
import { RefusedEvents } from './refused-events';
import './report.css';

/** What was found in the files of the open document. `due`: shown at once. */
export function ImportReport({ due }: { readonly due: boolean }) {
  const { shown, show, dismiss } = useReport();
  useEffect(() => {
    if (due) show();
  }, [due, show]);
  return (
    <Dialog.Root
      open={shown}
      onOpenChange={(open) => {
        if (!open) dismiss();
      }}
    >
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop floating" />
        <Dialog.Popup className="dialog floating">
          <ReportBody />
          <div className="dialog-actions">
            <Dialog.Close className="button primary">Look at the room</Dialog.Close>
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function ReportBody() {
  const document = useViewState((state) => state.document);
  const ref = useRoomRef();
  const { data, error } = useRequest('document.info', ref);
  const room = data?.rooms[0];
  return (
    <>
      <div className="report-head">
        <Dialog.Title className="dialog-title">{document?.name}</Dialog.Title>
        {room ? <span className="chip outlined">Room version {room.room_version}</span> : null}
      </div>
      <div className="report-body scrolls">
        {document ? <Files files={document.files} /> : null}
        {error ? <p role="alert">{error.message}</p> : null}
        {room ? <RoomFindings room={room} /> : <p className="quiet-text">Counting…</p>}
      </div>
    </>
  );
}

const FORMATS: Readonly<Record<FileReport['format'], string>> = {
  ndjson: 'one event a line',
  'json-array': 'a JSON list of events',
  'dendrite-sqlite': 'a Dendrite database',
  sample: 'a sample room',
};

function Files({ files }: { readonly files: readonly FileReport[] }) {
  return (
    <ul className="report-files">
      {files.map((file) => (
        <li key={file.name}>
          {file.name}: {FORMATS[file.format]}, {counted(file.events, 'event')}
        </li>
      ))}
    </ul>
  );
}

function RoomFindings({ room }: { readonly room: RoomReport }) {
  return (
    <>
      <table className="report-counts">
        <tbody>
          {findingsOf(room).map(([label, found]) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td className={found === 0 ? 'none' : ''}>{found === 0 ? 'none' : count(found)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <IdList title="Missing ancestors" ids={room.missing_prev} />
      <IdList title="Missing auth events" ids={room.missing_auth} />
      <IdList title="Content hashes that do not verify" ids={room.hash_mismatches} />
      <IdList title="Event IDs that differ from the given ones" ids={room.id_mismatches} />
      <RefusedEvents refused={room.refused} />
    </>
  );
}

function findingsOf(room: RoomReport): readonly (readonly [string, number])[] {
  return [
    ['Events', room.events],
    ['State events', room.state_events],
    ['Forks', room.forks],
    ['Merges', room.merges],
    ['Forward extremities', room.forward_extremities.length],
    ['Rejected', room.verdicts.rejected],
    ['Outliers', room.verdicts.outlier],
    ['Incomplete: an ancestor is missing', room.incomplete.length],
    ['Missing ancestors', room.missing_prev.length],
    ['Missing auth events', room.missing_auth.length],
    ['Redacted', room.redacted.length],
    ['Further copies of events', room.duplicates],
    ['Content hashes that do not verify', room.hash_mismatches.length],
    ['Event IDs that differ from the given ones', room.id_mismatches.length],
  ];
}

/** More IDs than these are counted, not listed. */
const LISTED = 20;

function IdList({ title, ids }: { readonly title: string; readonly ids: readonly string[] }) {
  if (ids.length === 0) return null;
  return (
    <section className="report-part">
      <h3 className="section-title">{title}</h3>
      <ul>
        {ids.slice(0, LISTED).map((id) => (
          <li key={id} className="mono">
            {id}
          </li>
        ))}
      </ul>
      {ids.length > LISTED ? (
        <p className="quiet-text">and {count(ids.length - LISTED)} more</p>
      ) : null}
    </section>
  );
}
