import { RoomscopeError } from '../../../../base/errors';

/** For what a foreign database should never hold; `what` names the row (NIDs) and its fault. */
export function corrupt(what: string, eventId: string | null = null): never {
  throw new RoomscopeError(
    'corrupt_database',
    `The database is damaged: ${what}. Its states cannot be shown; open another copy of the file.`,
    { eventId },
  );
}
