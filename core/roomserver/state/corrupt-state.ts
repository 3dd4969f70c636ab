import { RoomscopeError } from '../../base/errors';

const REMEDY = 'Open an intact copy of the database.';

function corrupt(what: string): RoomscopeError {
  return new RoomscopeError('corrupt_database', `${what} ${REMEDY}`);
}

export function missingSnapshot(snapshotNid: number): RoomscopeError {
  return corrupt(`State snapshot ${snapshotNid} is not in the database.`);
}

export function missingBlock(snapshotNid: number, blockNid: number): RoomscopeError {
  return corrupt(
    `State snapshot ${snapshotNid} lists state block ${blockNid}, which is not in the database.`,
  );
}

/** `snapshotNid` null: the block was asked for by itself. */
export function missingEvent(
  snapshotNid: number | null,
  blockNid: number,
  eventNid: number,
): RoomscopeError {
  const by = snapshotNid === null ? '' : ` (in state snapshot ${snapshotNid})`;
  return corrupt(
    `State block ${blockNid}${by} lists event ${eventNid}, which is not in the database.`,
  );
}

export function unknownBlock(blockNid: number): RoomscopeError {
  return corrupt(`State block ${blockNid} is not in the database.`);
}
