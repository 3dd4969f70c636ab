import { RoomscopeError } from '../../../base/errors';
import { concatBytes } from '../../../interchange/concat-bytes';
import { detectFile } from '../../../interchange/detect-format';
import type { SourceRef } from '../../requests';
import type { EngineHost } from '../engine-host';
import { fileOf } from '../open-document';

/** A file of events in memory, unpacked. */
export interface BenchInput {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Reads files beforehand, so that no disk is measured. */
export async function readInputs(
  files: readonly SourceRef[],
  host: EngineHost,
): Promise<readonly BenchInput[]> {
  const inputs: BenchInput[] = [];
  for (const file of files) inputs.push(await readInput(file, host));
  return inputs;
}

async function readInput(source: SourceRef, host: EngineHost): Promise<BenchInput> {
  const file = await detectFile(fileOf(source, host), host.platform);
  if (file.format === 'dendrite-sqlite') {
    await file.close();
    throw new RoomscopeError('usage', `${file.name} is a database. Give bench a file of events.`, {
      file: file.name,
    });
  }
  return { name: file.name, bytes: await allOf(file.bytes) };
}

/** Reads a file of any kind as it stands. */
export async function readAsIs(source: SourceRef, host: EngineHost): Promise<BenchInput> {
  const file = fileOf(source, host);
  return { name: file.name, bytes: await allOf(file.stream()) };
}

async function allOf(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return concatBytes(parts);
}
