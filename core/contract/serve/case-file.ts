import type { Work } from '../../base/work';
import { detectFile } from '../../interchange/detect-format';
import { type CaseLine, readCases } from '../../interchange/read-cases';
import type { SourceRef } from '../requests';
import type { EngineHost } from './engine-host';
import { fileOf } from './open-document';

/** The JSON objects of a granted file, plain or gzip. */
export async function casesOf(
  source: SourceRef,
  host: EngineHost,
  work: Work,
): Promise<{ readonly name: string; readonly cases: readonly CaseLine[] }> {
  const file = await detectFile(fileOf(source, host), host.platform);
  try {
    return { name: file.name, cases: await readCases(file, work) };
  } finally {
    await file.close();
  }
}
