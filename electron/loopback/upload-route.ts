import type { IncomingMessage, ServerResponse } from 'node:http';
import { LOOPBACK } from '../../core/contract/hosts';
import type { Engine } from '../engine/engine-host';
import { systemErrorCode } from '../engine/file-source';
import { answerJson, refuse } from './http-answers';
import { isBatchName, safeName, type Uploads } from './uploads';

/** Stores the body as a file and answers with the handle under which the engine knows it. */
export async function answerUpload(
  request: IncomingMessage,
  response: ServerResponse,
  uploads: Uploads,
  engine: Engine,
): Promise<void> {
  const name = safeName(decoded(request.headers[LOOPBACK.nameHeader]));
  const batch = String(request.headers[LOOPBACK.batchHeader]);
  if (name === null || !isBatchName(batch)) {
    refuse(response, { status: 400, sentence: 'The file has no name that can be stored.' });
    return;
  }
  try {
    const path = await uploads.store(batch, name, request);
    const [source] = await engine.grant([path]);
    answerJson(response, source);
  } catch (error) {
    const code = systemErrorCode(error) ?? 'it was cut off';
    const sentence = `${name} could not be stored in the temporary folder (${code}).`;
    refuse(response, { status: 507, sentence });
  }
}

function decoded(header: string | string[] | undefined): string {
  try {
    return decodeURIComponent(String(header ?? ''));
  } catch {
    return '';
  }
}
