import { RoomscopeError } from '../../core/base/errors';
import type { RequestOptions } from '../../core/contract/client';
import type { DocumentInfo, StatePoint } from '../../core/contract/requests';
import type { CliEngine, Invocation, OptionValues } from './command';

/** An open document, and what every request about it needs. */
export interface CliDocument {
  readonly engine: CliEngine;
  readonly info: DocumentInfo;
  readonly choice: { readonly documentId: string; readonly roomId: string | null };
  readonly requestOptions: RequestOptions;
}

/** Opens files of one room or a database, as `--room`, `--algorithm`, `--keys` and the like say. */
export async function openDocument(
  invocation: Invocation,
  paths: readonly string[],
): Promise<CliDocument> {
  const { options, output, signal } = invocation;
  const engine = await invocation.engine();
  const requestOptions = { signal, onProgress: output.progress };
  const sources = await engine.grant(paths);
  const roomId = options.room ?? null;
  const info = await engine.client.request(
    'document.open',
    {
      sources,
      roomId,
      policy: options.policy ?? 'dendrite',
      schema: options.schema ?? 'dendrite',
      ...algorithmOf(options),
      keys: options.keys === undefined ? null : ((await engine.grant([options.keys]))[0] ?? null),
    },
    requestOptions,
  );
  return { engine, info, choice: { documentId: info.documentId, roomId }, requestOptions };
}

/** `--algorithm` and `--points` (with commas), as requests name them. */
export function algorithmOf(options: OptionValues): {
  algorithm: string | null;
  points: readonly string[] | null;
} {
  return {
    algorithm: options.algorithm ?? null,
    points: options.points?.split(',').map((point) => point.trim()) ?? null,
  };
}

const POINT = /^(before|after|snapshot):(.+)$/s;

/** `before:ID`, `after:ID`, `snapshot:NID` or `now`. */
export function parsePoint(text: string): StatePoint {
  if (text === 'now') return { kind: 'now' };
  const [, kind, what = ''] = POINT.exec(text) ?? [];
  if (kind === 'before' || kind === 'after') return { kind, eventId: what };
  const snapshotNid = /^\d+$/.test(what) ? Number(what) : 0;
  if (kind === 'snapshot' && Number.isSafeInteger(snapshotNid) && snapshotNid > 0)
    return { kind, snapshotNid };
  throw new RoomscopeError(
    'usage',
    `${text} is not a state. Write before:EVENT_ID, after:EVENT_ID, snapshot:NUMBER or now.`,
  );
}
