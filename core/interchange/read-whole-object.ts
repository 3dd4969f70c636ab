import { RoomscopeError } from '../base/errors';
import { isObject, type JsonObject, type JsonValue } from '../matrix/event/json';
import { parseJson } from '../matrix/event/parse-json';
import { FieldError } from '../matrix/event/read-fields';
import { MAX_JSON5_BYTES } from './limits';
import { Json5Error, parseJson5 } from './parse-json5';

/**
 * One object over several lines, as JSON or as JSON5. `firstAt`: index of the first line that is not
 * blank, which by itself is no JSON. Throws `bad_input` with file, and line or field.
 */
export function wholeObject(file: string, lines: readonly string[], firstAt: number): JsonObject {
  const text = lines.join('\n');
  const value = asJson(text) ?? asJson5(file, text, lines[firstAt] ?? '', firstAt + 1);
  if (isObject(value)) return value;
  throw notAnObject(file, firstAt + 1);
}

/** An object that stands on one line of a file of several. */
export function lineObject(file: string, line: number, text: string): JsonObject {
  const value = parsedLine(file, line, text);
  if (isObject(value)) return value;
  throw notAnObject(file, line);
}

function notAnObject(file: string, line: number): RoomscopeError {
  const message = `${file}, line ${line} is JSON but not an object, as a case must be.`;
  return new RoomscopeError('bad_input', message, { file, line });
}

function parsedLine(file: string, line: number, text: string): JsonValue {
  try {
    return parseJson(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const message = `${file}, line ${line} is not valid JSON: ${error.message}.`;
    throw new RoomscopeError('bad_input', message, { file, line });
  }
}

/** undefined where it is none. */
function asJson(text: string): JsonValue | undefined {
  try {
    return parseJson(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function asJson5(file: string, text: string, firstLine: string, line: number): JsonValue {
  if (text.length > MAX_JSON5_BYTES) throw tooLarge(file);
  try {
    return parseJson5(text);
  } catch (error) {
    if (error instanceof FieldError)
      throw new RoomscopeError('bad_input', `${file}, field ${error.field}: ${error.reason}.`, {
        file,
        field: error.field,
      });
    if (!(error instanceof Json5Error)) throw error;
    // A line that ends like an object was meant to be one.
    if (firstLine.trimEnd().endsWith('}')) parsedLine(file, line, firstLine);
    throw notJson5(file, error);
  }
}

function notJson5(file: string, { line, message }: Json5Error): RoomscopeError {
  const text = `${file}, line ${line} is not valid JSON, nor JSON5: ${message}.`;
  return new RoomscopeError('bad_input', text, { file, line });
}

function tooLarge(file: string): RoomscopeError {
  const most = MAX_JSON5_BYTES.toLocaleString('en-GB');
  const message = `${file} is not valid JSON, and has more than the ${most} characters that are read as JSON5.`;
  return new RoomscopeError('bad_input', message, { file });
}
