/**
 * What went wrong, in the classes that decide the exit status (../shared/cli.md):
 * `usage` 2 · `bad_input` 3 · `corrupt_database` 4 · `cancelled` 130 · `internal` a bug.
 */
export type ErrorCode = 'usage' | 'bad_input' | 'corrupt_database' | 'cancelled' | 'internal';

/** Where it went wrong; null where it does not apply. `line` counts from 1. */
export interface ErrorPlace {
  readonly file: string | null;
  readonly line: number | null;
  readonly field: string | null;
  readonly eventId: string | null;
}

/** An error in the shape that crosses the contract and that `--json` prints. */
export interface ErrorReport extends ErrorPlace {
  readonly code: ErrorCode;
  readonly message: string;
}

/**
 * A failure for the user: one sentence that names what was wrong, where, and what to do. Thrown by
 * whole operations (open, ingest); verdicts about single events are values instead.
 */
export class RoomscopeError extends Error implements ErrorReport {
  override readonly name = 'RoomscopeError';
  readonly code: ErrorCode;
  readonly file: string | null;
  readonly line: number | null;
  readonly field: string | null;
  readonly eventId: string | null;

  constructor(code: ErrorCode, message: string, place: Partial<ErrorPlace> = {}) {
    super(message);
    this.code = code;
    this.file = place.file ?? null;
    this.line = place.line ?? null;
    this.field = place.field ?? null;
    this.eventId = place.eventId ?? null;
  }

  report(): ErrorReport {
    const { code, message, file, line, field, eventId } = this;
    return { code, message, file, line, field, eventId };
  }
}
