import type { EngineError } from '../../client/engine-error';

/** "wild.ndjson, line 18, field prev_events", without what the message says itself; null: nothing. */
export function placeOf(error: EngineError): string | null {
  const parts = [
    error.file,
    error.line === null ? null : `line ${error.line}`,
    error.field === null ? null : `field ${error.field}`,
    error.eventId === null ? null : `event ${error.eventId}`,
  ].filter((part) => part !== null && !says(error.message, part));
  return parts.length === 0 ? null : parts.join(', ');
}

/** "field x" is also said by "its x must be"; "line 1" is not said by "line 18". */
function says(message: string, part: string): boolean {
  const word = part.replace(/^(field|event) /, '');
  const at = message.indexOf(word);
  return at >= 0 && !/\w/.test(message.charAt(at + word.length));
}

/** A form for bug reports and chats. */
export function errorDetails(error: EngineError): string {
  return JSON.stringify(error, null, 2);
}
