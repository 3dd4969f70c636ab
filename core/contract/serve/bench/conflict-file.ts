import { RoomscopeError } from '../../../base/errors';
import { isObject, type JsonObject, type JsonValue } from '../../../matrix/event/json';
import type { RoomVersionRules } from '../../../matrix/room-versions/rules';
import { roomVersionRules } from '../../../matrix/room-versions/versions';
import type { SourceRef } from '../../requests';
import type { EngineHost } from '../engine-host';
import { readAsIs, readInputs } from './inputs';

/** A state conflict to resolve, checked once, before anything is measured. */
export interface ConflictFile {
  readonly name: string;
  /** As in the file: a header, then one event a line. */
  readonly lines: readonly string[];
  readonly rules: RoomVersionRules;
  /** The event IDs of the resolved state, sorted; null where no answer was given. */
  readonly answer: readonly string[] | null;
}

const ANSWER = '.resolved.txt';
const CONFLICT = /\.ndjson(\.gz)?$/;

/** Reads files given in any order; `x.resolved.txt` is the answer to `x.ndjson` or `x.ndjson.gz`. */
export async function readConflicts(
  files: readonly SourceRef[],
  host: EngineHost,
): Promise<readonly ConflictFile[]> {
  const answers = new Map<string, readonly string[]>();
  for (const file of files.filter(isAnswer)) {
    const { name, bytes } = await readAsIs(file, host);
    answers.set(name.slice(0, -ANSWER.length), linesOf(bytes).toSorted());
  }
  const inputs = await readInputs(
    files.filter((file) => !isAnswer(file)),
    host,
  );
  return inputs.map(({ name, bytes }) =>
    readConflict(name, linesOf(bytes), answers.get(name.replace(CONFLICT, '')) ?? null),
  );
}

function isAnswer(file: SourceRef): boolean {
  return file.kind === 'file' && file.name.endsWith(ANSWER);
}

/** Throws `bad_input` where the lines are not a conflict. */
export function readConflict(
  name: string,
  lines: readonly string[],
  answer: readonly string[] | null,
): ConflictFile {
  const ids = new Set<JsonValue | undefined>();
  for (const [at, line] of lines.entries()) {
    if (at > 0) ids.add(readLine(name, line, at + 1, 'event_id').event_id);
  }
  const header = readLine(name, lines[0] ?? '', 1, 'room_version');
  const rules = roomVersionRules(String(header.room_version));
  if (rules === undefined) {
    const problem = `room version ${header.room_version} is not known`;
    throw badLine(name, 1, 'room_version', problem);
  }
  const sets = Array.isArray(header.state_sets) ? header.state_sets : [];
  const areSets = sets.length > 0 && sets.every((set: JsonValue) => Array.isArray(set));
  if (!areSets) throw badLine(name, 1, 'state_sets', 'state_sets is not a list of lists');
  const stranger = (sets as JsonValue[][]).flat().find((id) => !ids.has(id));
  if (stranger !== undefined)
    throw badLine(name, 1, 'state_sets', `the file has no event ${JSON.stringify(stranger)}`);
  return { name, lines, rules, answer };
}

function readLine(name: string, line: string, number: number, field: string): JsonObject {
  const value = parsed(line);
  if (!isObject(value) || typeof value[field] !== 'string')
    throw badLine(name, number, field, `it is not an object with a string ${field}`);
  return value;
}

function parsed(line: string): JsonValue {
  try {
    return JSON.parse(line) as JsonValue;
  } catch {
    return null;
  }
}

function badLine(file: string, line: number, field: string, problem: string): RoomscopeError {
  const hint =
    'A conflict file has {"room_version", "state_sets"} in line 1 and one event with its event_id in each further line.';
  return new RoomscopeError('bad_input', `${file}, line ${line}: ${problem}. ${hint}`, {
    file,
    line,
    field,
  });
}

function linesOf(bytes: Uint8Array): readonly string[] {
  const lines = new TextDecoder().decode(bytes).split('\n');
  return lines.map((line) => line.trim()).filter((line) => line !== '');
}
