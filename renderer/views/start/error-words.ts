import type { EngineError } from '../../client/engine-error';

/** "wild.ndjson, line 18, field prev_events"; null where the error has no place. */
export function placeOf(error: EngineError): string | null {
  const parts = [
    error.file,
    error.line === null ? null : `line ${error.line}`,
    error.field === null ? null : `field ${error.field}`,
    error.eventId === null ? null : `event ${error.eventId}`,
  ].filter((part) => part !== null);
  return parts.length === 0 ? null : parts.join(', ');
}

/** A form for bug reports and chats. */
export function errorDetails(error: EngineError): string {
  return JSON.stringify(error, null, 2);
}
