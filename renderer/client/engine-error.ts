import type { Frame } from '../../core/contract/transport';

/** An error as the engine reports it: code, sentence, file, line, field, event ID. */
export type EngineError = Extract<Frame, { kind: 'error' }>['error'];

export type Progress = Extract<Frame, { kind: 'progress' }>['progress'];

/** What was thrown by a request, in the one shape that the screen shows. */
export function toEngineError(thrown: unknown): EngineError {
  if (isEngineError(thrown)) {
    const { code, message, file, line, field, eventId } = thrown;
    return { code, message, file, line, field, eventId };
  }
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return { code: 'internal', message, file: null, line: null, field: null, eventId: null };
}

function isEngineError(thrown: unknown): thrown is EngineError {
  return thrown instanceof Error && 'code' in thrown && 'eventId' in thrown;
}
