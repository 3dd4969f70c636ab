import { useState } from 'react';
import type { BlockLink as BlockLinkData } from '../../../core/contract/room-view';
import { BlockLink, EventNidLink } from '../../widgets/nid-links';
import { counted } from '../../widgets/numbers';

interface BlockTableProps {
  readonly blocks: readonly BlockLinkData[];
  /** The event's own entry where the state after is not stored: the last line. */
  readonly own: { readonly sentence: string; readonly eventNid: number } | null;
}

const SHOWN_AT_FIRST = 12;

/** The blocks of a snapshot in list order: later ones replace entries of earlier ones. */
export function BlockTable({ blocks, own }: BlockTableProps) {
  const [all, setAll] = useState(false);
  const shown = all ? blocks : blocks.slice(0, SHOWN_AT_FIRST);
  const hidden = blocks.length - shown.length;
  return (
    <>
      <table className="state-table block-table">
        <colgroup>
          <col className="column-name" />
          <col className="column-kind" />
          <col />
          <col className="column-nid" />
        </colgroup>
        <thead className="visually-hidden">
          <tr>
            <th scope="col">Block</th>
            <th scope="col">Kind</th>
            <th scope="col">Holds</th>
            <th scope="col">Event</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((block) => (
            <BlockRow key={block.blockNid} block={block} />
          ))}
          {own && hidden === 0 ? (
            <tr>
              <th scope="row" className="own-block">
                +1
              </th>
              <td className="quiet-text">own</td>
              <td>{own.sentence}</td>
              <td className="entry-nid">{own.eventNid}</td>
            </tr>
          ) : null}
        </tbody>
      </table>
      {hidden > 0 ? (
        <button type="button" className="link more" onClick={() => setAll(true)}>
          {hidden} more
        </button>
      ) : null}
    </>
  );
}

function BlockRow({ block }: { readonly block: BlockLinkData }) {
  const { blockNid, kind, entries, sentence, eventNid } = block;
  return (
    <tr>
      <th scope="row">
        <BlockLink nid={blockNid}>Block {blockNid}</BlockLink>
      </th>
      <td className="quiet-text">{kind}</td>
      <td>{sentence ?? counted(entries, 'entry', 'entries')}</td>
      <td className="entry-nid">
        {eventNid === null ? null : (
          <EventNidLink eventNid={eventNid} className="plain-link">
            {eventNid}
          </EventNidLink>
        )}
      </td>
    </tr>
  );
}
