import { useState } from 'react';
import type { MergeComparison, MergeKey } from '../../../core/contract/room-view';
import { EventNidLink } from '../../widgets/nid-links';
import { count, counted } from '../../widgets/numbers';

interface MergeTableProps {
  readonly merge: MergeComparison;
  readonly keys: readonly MergeKey[];
  /** Keys of the whole result. */
  readonly total: number;
}

const SHOWN_AT_FIRST = 60;

/**
 * One column per parent with the event that holds each key there, filled where it is also the
 * result's.
 */
export function MergeTable({ merge, keys, total }: MergeTableProps) {
  const [limit, setLimit] = useState(SHOWN_AT_FIRST);
  const hidden = keys.length - limit;
  return (
    <div className="merge-scroll scrolls">
      <table className="state-table merge-table">
        <thead>
          <tr>
            <th scope="col">Key</th>
            {merge.parents.map((parent) => (
              <th key={parent.eventNid} scope="col">
                <EventNidLink eventNid={parent.eventNid} row={parent.row}>
                  {parent.eventNid}
                </EventNidLink>
                <span>
                  {parent.differ} {parent.differ === 1 ? 'differs' : 'differ'}
                </span>
              </th>
            ))}
            <th scope="col">
              Result
              <span>{counted(total, 'key')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {keys.slice(0, limit).map((key) => (
            <MergeRow key={key.key} entry={key} parents={merge.parents} />
          ))}
        </tbody>
      </table>
      {hidden > 0 ? (
        <button type="button" className="link more" onClick={() => setLimit(limit * 10)}>
          {count(hidden)} more
        </button>
      ) : null}
    </div>
  );
}

interface MergeRowProps {
  readonly entry: MergeKey;
  readonly parents: MergeComparison['parents'];
}

function MergeRow({ entry, parents }: MergeRowProps) {
  return (
    <tr>
      <th scope="row" className="mono">
        {entry.key}
      </th>
      {entry.values.map((eventNid, index) => (
        <td key={parents[index]?.eventNid ?? index}>
          <Holder eventNid={eventNid} won={eventNid === entry.result && eventNid !== 0} />
        </td>
      ))}
      <td className="strong">
        <Holder eventNid={entry.result} won={false} />
      </td>
    </tr>
  );
}

function Holder({ eventNid, won }: { readonly eventNid: number; readonly won: boolean }) {
  if (eventNid === 0) return <span title="absent">–</span>;
  return (
    <EventNidLink eventNid={eventNid} className={won ? 'plain-link won' : 'plain-link'}>
      {eventNid}
      {won ? <span className="visually-hidden"> (the result)</span> : null}
    </EventNidLink>
  );
}
