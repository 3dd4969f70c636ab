import { isObject, type JsonObject, type JsonValue } from '../../matrix/event/json';
import type { Redaction } from './event-facts';

/**
 * Who removed an event's content, from its stored copy: `unsigned.redacted_because` is the redaction event, or
 * in Dendrite's databases `{EventNID, PDU}` around it. null: the copy does not say that it was redacted.
 */
export function redactionOf(event: JsonObject): Redaction | null {
  const unsigned = event.unsigned;
  if (!isObject(unsigned)) return null;
  const because = unsigned.redacted_because;
  if (because === undefined || because === null) return null;
  return { by: senderOf(because) };
}

function senderOf(because: JsonValue): string | null {
  if (!isObject(because)) return null;
  const inner = because.PDU;
  const sender = isObject(inner) ? inner.sender : because.sender;
  return typeof sender === 'string' ? sender : null;
}
