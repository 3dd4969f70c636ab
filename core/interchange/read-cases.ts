import { RoomscopeError } from '../base/errors';
import type { Work } from '../base/work';
import type { JsonObject } from '../matrix/event/json';
import { parseJson } from '../matrix/event/parse-json';
import { collectBytes } from './collect-bytes';
import type { DetectedCaseFile } from './detect-format';
import { MAX_CASE_FILE_BYTES } from './limits';
import { lineObject, wholeObject } from './read-whole-object';

/** One JSON object of a case file. */
export interface CaseLine {
  /** Line on which it begins, from 1. */
  readonly line: number;
  readonly value: JsonObject;
}

/** Strict: bytes that are not UTF-8 are refused, never replaced. */
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const LINES_PER_BREATH = 16;

/**
 * Reads a file of cases, one JSON object a line, or one object over any number of lines, which
 * may be JSON5. Unlike
 * rooms, which are read as streams, it is held as a whole. Throws `bad_input` with file and line.
 */
export async function readCases(file: DetectedCaseFile, work: Work): Promise<readonly CaseLine[]> {
  const lines = (await readText(file)).split('\n');
  const firstAt = lines.findIndex((text) => text.trim() !== '');
  const first = lines[firstAt];
  if (first === undefined)
    throw new RoomscopeError('bad_input', `${file.name} holds no cases.`, { file: file.name });
  if (!isJson(first)) return [{ line: firstAt + 1, value: wholeObject(file.name, lines, firstAt) }];
  const cases: CaseLine[] = [];
  for (const [at, text] of lines.entries()) {
    if (at % LINES_PER_BREATH === 0)
      await work.breathe({ phase: `Reading ${file.name}`, done: at, total: lines.length });
    const line = at + 1;
    if (text.trim() !== '') cases.push({ line, value: lineObject(file.name, line, text) });
  }
  return cases;
}

async function readText(file: DetectedCaseFile): Promise<string> {
  const { name } = file;
  const bytes = await collectBytes(file.bytes, null, MAX_CASE_FILE_BYTES, () => {
    const most = MAX_CASE_FILE_BYTES.toLocaleString('en-GB');
    const message = `${name} has more than ${most} bytes, too many for a file of cases. Split it.`;
    return new RoomscopeError('bad_input', message, { file: name });
  });
  try {
    return decoder.decode(bytes);
  } catch {
    throw new RoomscopeError('bad_input', `${name} is not valid UTF-8 text.`, { file: name });
  }
}

function isJson(text: string): boolean {
  try {
    parseJson(text);
    return true;
  } catch {
    return false;
  }
}
