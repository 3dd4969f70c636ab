import type { RoomReport } from '../../../core/contract/reports';
import { count } from '../../widgets/numbers';

/** The figures of an import: those that are always of interest, then those that are not zero. */
export function Counts({ room }: { readonly room: RoomReport }) {
  const { verdicts } = room;
  const always: readonly Figure[] = [
    ['Events', room.events],
    ['Accepted', verdicts.accepted],
    ['Refused, each with a reason', verdicts.rejected + verdicts.soft_failed],
    ['Missing ancestors', room.missing_prev.length],
    ['Content hashes that do not match', room.hash_mismatches.length],
  ];
  const where: readonly Figure[] = [
    ['Event IDs that differ from the computed one', room.id_mismatches.length],
    ['Missing auth events', room.missing_auth.length],
    ['Incomplete: their state may lack entries', room.incomplete.length],
    ['Outliers: no known parent', verdicts.outlier],
    ['Redacted', room.redacted.length],
    ['Further copies of events, left out', room.duplicates],
  ];
  return (
    <table className="report-counts">
      <tbody>
        {[...always, ...where.filter(([, n]) => n > 0)].map(([name, n]) => (
          <tr key={name} className={n === 0 ? 'none' : undefined}>
            <th scope="row">{name}</th>
            <td>{count(n)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type Figure = readonly [name: string, n: number];
