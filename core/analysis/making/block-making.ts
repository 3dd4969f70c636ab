import type { Composition } from './snapshot-making';
import { snapshotMaking } from './snapshot-making';

/** Where a block was first listed. */
export interface FirstUse {
  readonly snapshotNid: number;
  /** The snapshot to which the block was added, of a delta; null where none is stored. */
  readonly base: { readonly snapshotNid: number; readonly empty: boolean } | null;
  /** "event 2": the first event that it is the state before; null where it is so of none. */
  readonly before: number | null;
}

/** How a block came about, by the snapshot that first listed it. */
export function blockMaking(
  made: Composition,
  use: FirstUse,
): { readonly headline: string; readonly detail: string } {
  if (made.kind !== 'delta') return snapshotMaking(made);
  const headline = `Event ${made.by.eventNid} changed the state, so its one entry became a block.`;
  const place =
    use.before === null ? 'the state after that event' : `the state before event ${use.before}`;
  const base = use.base;
  const detail =
    base === null
      ? `Snapshot ${use.snapshotNid} lists it: ${place}.`
      : `Snapshot ${use.snapshotNid} is ${base.empty ? 'the empty ' : ''}snapshot ${base.snapshotNid} with this block added: ${place}.`;
  return { headline, detail };
}
