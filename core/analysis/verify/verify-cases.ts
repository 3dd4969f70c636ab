import { RoomscopeError } from '../../base/errors';
import { briefly } from '../../matrix/event/briefly';
import { NotCanonicalError } from '../../matrix/event/canonical-json';
import type { JsonObject } from '../../matrix/event/json';
import { FieldError } from '../../matrix/event/read-fields';
import type { CaseKind, VerifyContext } from './case-kind';
import { type CheckOutcome, Checks } from './checks';
import { Fields } from './fields';
import { CASE_KINDS, kindOf } from './registry';

/** A JSON object of a file, and the line on which it begins. */
export interface CaseObject {
  readonly line: number;
  readonly value: JsonObject;
}

const CASES_PER_BREATH = 8;

/**
 * Judges every case of a file. Throws `bad_input`, naming file, line and field, for a case of no known
 * kind or one that lacks something: only what was judged may pass.
 */
export async function verifyCases(
  file: string,
  cases: readonly CaseObject[],
  context: VerifyContext,
): Promise<CheckOutcome> {
  const all = new Checks();
  for (const [index, each] of cases.entries()) {
    if (index % CASES_PER_BREATH === 0)
      await context.work.breathe({ phase: `Checking ${file}`, done: index, total: cases.length });
    const kind = kindOf(each.value) ?? unknownKind(file, each);
    const checks = await judged(file, each, kind, context);
    all.checks += checks.checks;
    all.failures.push(...named(each.value, cases.length > 1, checks));
  }
  return all;
}

async function judged(
  file: string,
  { line, value }: CaseObject,
  kind: CaseKind,
  context: VerifyContext,
): Promise<CheckOutcome> {
  const checks = new Checks();
  try {
    await kind.check(new Fields(value), context, checks);
    return checks;
  } catch (error) {
    if (error instanceof FieldError) throw badField(file, line, error);
    if (error instanceof NotCanonicalError)
      throw badField(file, line, new FieldError('event', error.message));
    throw error;
  }
}

/** Where a file has many cases, a failure says of which it is. */
function named(value: JsonObject, isOneOfMany: boolean, { failures }: CheckOutcome) {
  const { id } = value;
  if (!isOneOfMany || typeof id !== 'string') return failures;
  return failures.map((failure) => ({ ...failure, what: `${id}: ${failure.what}` }));
}

/** As one sentence with file, line and field. */
export function badField(file: string, line: number | null, error: FieldError): RoomscopeError {
  const { field, reason } = error;
  const at = line === null ? '' : `, line ${line}`;
  const message = `${file}${at}, field ${field}: ${reason}.`;
  return new RoomscopeError('bad_input', message, { file, line, field });
}

/** A sentence of its own, for a file that holds none of it. */
export function whatCanBeVerified(): string {
  return `These can be verified: ${CASE_KINDS.map(({ name }) => name).join(', ')}.`;
}

function unknownKind(file: string, { line, value }: CaseObject): never {
  const message = `${file}, line ${line} ${whatItIs(value)}. ${whatCanBeVerified()}`;
  throw new RoomscopeError('bad_input', message, { file, line, field: 'kind' });
}

/** Files that lie beside cases and may be taken for some. */
function whatItIs(value: JsonObject): string {
  if (Array.isArray(value.event_order) && value.state_before !== undefined)
    return 'holds the answers for a recorded room, which are given as --expect before the files of that room';
  if (Array.isArray(value.notes) && value.events === undefined)
    return 'tells how a room was made and holds no expectations';
  const { kind } = value;
  return kind === undefined
    ? 'names no kind of case'
    : `names a kind of case that is not known (${briefly(kind)})`;
}
