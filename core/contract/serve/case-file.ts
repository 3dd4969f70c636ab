import { RoomscopeError } from '../../base/errors';
import type { Work } from '../../base/work';
import { type DetectedCaseFile, detectCaseFile } from '../../interchange/detect-format';
import { type CaseLine, readCases } from '../../interchange/read-cases';
import type { SourceRef } from '../requests';
import type { EngineHost } from './engine-host';
import { fileOf } from './open-document';

/**
 * The JSON objects of a granted file, plain or gzip. `wanted` is the sentence that ends the error
 * for a file that holds something else.
 */
export async function casesOf(
  source: SourceRef,
  wanted: string,
  host: EngineHost,
  work: Work,
): Promise<{ readonly name: string; readonly cases: readonly CaseLine[] }> {
  const file = await detectCaseFile(fileOf(source, host), host.platform);
  try {
    if (file.format !== 'ndjson' && file.format !== 'json5') throw noCases(file, wanted);
    return { name: file.name, cases: await readCases(file, work) };
  } finally {
    await file.close();
  }
}

function noCases({ name, format }: DetectedCaseFile, wanted: string): RoomscopeError {
  const what = format === 'json-array' ? 'a JSON array' : 'a database';
  return new RoomscopeError('bad_input', `${name} is ${what}, not a file of cases. ${wanted}`, {
    file: name,
  });
}
