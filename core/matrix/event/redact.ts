import type { RedactionRules } from '../room-versions/rules';
import { isObject, type JsonObject, type JsonValue } from './json';

/**
 * What a redaction leaves of an event (client-server API, "Redactions", in the form of the room
 * version). `unsigned` goes too. Idempotent.
 */
export function redact(event: JsonObject, rules: RedactionRules): JsonObject {
  const kept: Record<string, JsonValue> = {};
  for (const key of rules.topLevelKeys) {
    const value = event[key];
    if (value !== undefined) kept[key] = value;
  }
  kept.content = redactContent(event, rules);
  return kept;
}

/** Its content alone; empty where the event's type is no string or its content no object. */
export function redactContent(event: JsonObject, rules: RedactionRules): JsonObject {
  const { type, content } = event;
  if (typeof type !== 'string' || !isObject(content)) return {};
  const keys = Object.hasOwn(rules.contentKeys, type) ? rules.contentKeys[type] : undefined;
  if (keys === undefined) return {};
  if (keys === 'everything') return content;
  const kept: Record<string, JsonValue> = {};
  for (const key of keys) {
    const value = content[key];
    if (value !== undefined) kept[key] = value;
  }
  if (rules.keepsSignedOfThirdPartyInvite && type === 'm.room.member') {
    const invite = content.third_party_invite;
    if (isObject(invite)) {
      kept.third_party_invite = invite.signed === undefined ? {} : { signed: invite.signed };
    }
  }
  return kept;
}
