/** Where ours is not what was expected. */
export interface CheckFailure {
  /** What was compared, in words: `resolution of the merge`, `gmsl/x: redacted event`. */
  readonly what: string;
  /** The event that it is about; null where there is none. */
  readonly eventId: string | null;
  readonly expected: CheckValue;
  readonly got: CheckValue;
}

/** What JSON can hold. */
export type CheckValue = string | number | boolean | null | readonly string[];

/** The outcome of one file's checks. */
export interface CheckOutcome {
  readonly checks: number;
  readonly failures: readonly CheckFailure[];
}

/** Counts checks and keeps the failed ones. */
export class Checks implements CheckOutcome {
  checks = 0;
  readonly failures: CheckFailure[] = [];

  /** Values without parts: texts, booleans, numbers, null. */
  same(what: string, eventId: string | null, expected: CheckValue, got: CheckValue): void {
    this.verdict(expected === got, what, eventId, expected, got);
  }

  /** Compares as sets, and says of a failure only what is not on both sides. */
  sameSet(
    what: string,
    eventId: string | null,
    expected: Iterable<string>,
    got: Iterable<string>,
  ): void {
    const left = new Set(expected);
    const right = new Set(got);
    const missing = [...left].filter((each) => !right.has(each)).sort();
    const unexpected = [...right].filter((each) => !left.has(each)).sort();
    const isSame = missing.length + unexpected.length === 0;
    this.verdict(isSame, what, eventId, missing, unexpected);
  }

  verdict(
    ok: boolean,
    what: string,
    eventId: string | null,
    expected: CheckValue,
    got: CheckValue,
  ): void {
    this.checks += 1;
    if (!ok) this.failures.push({ what, eventId, expected, got });
  }
}
