import type { SnapshotLabel } from '../../roomserver/storage/tables/interface';

/** How a snapshot or block was made, in two parts: one bold sentence, and what there is to add. */
export interface MakingText {
  readonly label: SnapshotLabel | null;
  /** Worked out from the rows; false where the server's own record says so. */
  readonly derived: boolean;
  readonly headline: string;
  readonly detail: string;
}
