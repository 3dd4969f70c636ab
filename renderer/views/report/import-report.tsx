import { Dialog } from '@base-ui/react/dialog';
import { type RefObject, useEffect, useRef } from 'react';
import type { InfoReport, RoomReport } from '../../../core/contract/reports';
import type { DocumentInfo, FileReport } from '../../../core/contract/requests';
import { useOpening } from '../../client/app-context';
import { useRoomRef } from '../../client/use-inspection';
import { useRequest } from '../../client/use-request';
import { useReport } from '../../state/report';
import { useViewState } from '../../state/view-state';
import { CopyTextButton } from '../../widgets/copy-button';
import { counted } from '../../widgets/numbers';
import { Counts } from './report-counts';
import { ReportParts } from './report-parts';
import './report.css';

/** What was read, kept and refused. Shown once after an events file was opened, then on request. */
export function ImportReport() {
  const { shown, show, dismiss } = useReport();
  const document = useViewState((state) => state.document);
  const reportDue = useOpening((opening) => opening.reportDue);
  const seen = useRef(0);
  const startRef = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    if (reportDue > seen.current) show();
    seen.current = reportDue;
  }, [reportDue, show]);

  return (
    <Dialog.Root
      open={shown && document !== null}
      onOpenChange={(open) => {
        if (!open) dismiss();
      }}
    >
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop floating" />
        <Dialog.Popup className="dialog floating" initialFocus={startRef}>
          {document ? <Content document={document} startRef={startRef} /> : null}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

interface ContentProps {
  readonly document: DocumentInfo;
  readonly startRef: RefObject<HTMLButtonElement | null>;
}

function Content({ document, startRef }: ContentProps) {
  const ref = useRoomRef();
  const { data, error } = useRequest('document.info', ref);
  const room = data?.rooms[0] ?? null;
  return (
    <>
      <header className="report-head">
        <Dialog.Title className="dialog-title">{document.name} is open</Dialog.Title>
        <span className="chip outlined pill at-end">Room version {room?.room_version ?? '…'}</span>
      </header>
      <div className="report-body scrolls">
        <Files files={document.files} />
        {error ? <p role="alert">{error.message}</p> : null}
        {data && room ? <Body report={data} room={room} /> : null}
        {data || error ? null : (
          <p className="panel-title after-200ms" role="status">
            <span className="spinner" aria-hidden="true" />
            Counting
          </p>
        )}
      </div>
      <div className="dialog-actions">
        <Dialog.Close ref={startRef} className="button primary">
          Look at the room
        </Dialog.Close>
        {data ? (
          <CopyTextButton text={JSON.stringify(data, null, 2)}>Copy report</CopyTextButton>
        ) : null}
      </div>
    </>
  );
}

function Body({ report, room }: { readonly report: InfoReport; readonly room: RoomReport }) {
  return (
    <>
      <Counts room={room} />
      <Explanation room={room} />
      <ReportParts report={report} room={room} />
    </>
  );
}

function Explanation({ room }: { readonly room: RoomReport }) {
  const { incomplete, missing_prev: missing } = room;
  if (missing.length === 0 && incomplete.length === 0) return null;
  return (
    <p className="report-part">
      {missing.length === 1
        ? 'One event is cited as a parent but is not held.'
        : `${missing.length} events are cited as parents but are not held.`}{' '}
      What depends on them is marked incomplete; the rest is exact.
    </p>
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
      {files.map((file, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two files may share a name; none moves.
        <li key={index}>
          {file.name}: {FORMATS[file.format]}, {counted(file.events, 'event')}
        </li>
      ))}
    </ul>
  );
}
