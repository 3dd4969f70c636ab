import { Fragment, type ReactNode } from 'react';
import { useSelectEvent } from '../client/use-select';
import { useViewState } from '../state/view-state';

interface EventNidLinkProps {
  readonly eventNid: number;
  readonly row?: number | null;
  readonly className?: string;
  readonly children?: ReactNode;
}

export function EventNidLink({ eventNid, row, className, children }: EventNidLinkProps) {
  const selectEvent = useSelectEvent();
  return (
    <button
      type="button"
      className={className ?? 'link'}
      {...(children === undefined ? { 'aria-label': `Event ${eventNid}` } : {})}
      onClick={() => selectEvent(eventNid, row)}
    >
      {children ?? eventNid}
    </button>
  );
}

interface StorageLinkProps {
  readonly nid: number;
  readonly className?: string;
  readonly children?: ReactNode;
}

export function SnapshotLink({ nid, className, children }: StorageLinkProps) {
  const select = useViewState((state) => state.select);
  return (
    <button
      type="button"
      className={className ?? 'link storage'}
      {...(children === undefined ? { 'aria-label': `Snapshot ${nid}` } : {})}
      onClick={() => select({ kind: 'snapshot', snapshotNid: nid })}
    >
      {children ?? nid}
    </button>
  );
}

export function BlockLink({ nid, className, children }: StorageLinkProps) {
  const select = useViewState((state) => state.select);
  return (
    <button
      type="button"
      className={className ?? 'link storage'}
      {...(children === undefined ? { 'aria-label': `Block ${nid}` } : {})}
      onClick={() => select({ kind: 'block', blockNid: nid })}
    >
      {children ?? nid}
    </button>
  );
}

const SHOWN_WHOLE = 9;
const SHOWN_FIRST = 6;
const SHOWN_LAST = 2;

/** "752, 785 and 787"; a long list as "130, 132, 134, 136, 138, 140 … 254, 256". */
export function SnapshotList({ nids }: { readonly nids: ArrayLike<number> }) {
  const all = Array.from(nids);
  if (all.length <= SHOWN_WHOLE) return <JoinedLinks nids={all} last=" and " />;
  return (
    <>
      <JoinedLinks nids={all.slice(0, SHOWN_FIRST)} last=", " />
      {' … '}
      <JoinedLinks nids={all.slice(-SHOWN_LAST)} last=", " />
    </>
  );
}

function JoinedLinks({ nids, last }: { readonly nids: readonly number[]; readonly last: string }) {
  return nids.map((nid, index) => (
    <Fragment key={nid}>
      {index === 0 ? '' : index === nids.length - 1 ? last : ', '}
      <SnapshotLink nid={nid} />
    </Fragment>
  ));
}
