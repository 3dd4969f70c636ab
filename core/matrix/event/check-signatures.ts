import { decodeBase64 } from '../../base/base64';
import type { Signing } from '../../base/platform-port';
import { looksLikeRoomKey, serverOf } from '../event-auth/identifiers';
import type { Refusal } from '../event-auth/verdict';
import type { RoomVersionRules } from '../room-versions/rules';
import { withoutForeignId } from './event-id';
import { isObject, type JsonObject } from './json';
import type { ReceivedPdu, SignatureCheck } from './pdu';
import { verifyEvent } from './sign-event';
import { withSpelledNumbers } from './spelled-numbers';
import type { ServerKeys, VerifyKeys } from './verify-keys';

export interface SignatureFinding {
  readonly check: SignatureCheck;
  /** Of an invalid one; null otherwise. */
  readonly refusal: Refusal | null;
}

const UNCHECKED: SignatureFinding = { check: 'unchecked', refusal: null };

/**
 * Checks the signatures that the specification asks for (server-server API, "Validating hashes and
 * signatures on received events"). `event` is the whole event as received. From room version 5 on a
 * key must have been valid when the event was made; files of keys do not say until when they were,
 * so that is not checked.
 */
export function checkSignatures(
  event: JsonObject,
  rules: RoomVersionRules,
  keys: VerifyKeys,
  signing: Signing,
): SignatureFinding {
  if (keys.size === 0) return UNCHECKED;
  const signed = withoutForeignId(event, rules.events);
  const servers = requiredSigners(event, rules);
  let unknown = servers.size === 0;
  for (const server of servers) {
    const known = rules.events.senders === 'room-keys' ? roomKey(server) : keys.get(server);
    if (known === undefined || known.size === 0) {
      unknown = true;
      continue;
    }
    const outcome = verifyEvent(signed, server, known, rules, signing);
    if (outcome === 'missing') return invalid(`${server} did not sign it.`);
    if (outcome === 'invalid') return invalid(`The signature of ${server} does not verify.`);
    unknown ||= outcome === 'unknown-key';
  }
  return unknown ? UNCHECKED : { check: 'valid', refusal: null };
}

/**
 * The event with what its signatures say: one that is invalid is refused by its format, unless that
 * is broken already. `event` is the event as received.
 */
export function withSignatureCheck(
  received: ReceivedPdu,
  event: JsonObject,
  rules: RoomVersionRules,
  keys: VerifyKeys,
  signing: Signing,
): ReceivedPdu {
  if (keys.size === 0) return received;
  const signed = withSpelledNumbers(event, received.json, rules);
  const { check, refusal } = checkSignatures(signed, rules, keys, signing);
  const formatRefusal = received.formatRefusal ?? refusal;
  return { ...received, signatures: check, formatRefusal };
}

/**
 * The servers whose signature is needed: the sender's, unless the event redeems a third-party invite
 * (its sender may be of any server); in room versions 1 and 2 also the one in the event ID; for a
 * restricted join also the one that let the user in. Where senders are room keys, the sender's own.
 */
function requiredSigners(event: JsonObject, rules: RoomVersionRules): ReadonlySet<string> {
  const servers = new Set<string>();
  if (rules.events.senders === 'room-keys') {
    return typeof event.sender === 'string' ? servers.add(event.sender) : servers;
  }
  const add = (identifier: unknown): void => {
    const server = typeof identifier === 'string' ? serverOf(identifier) : null;
    if (server !== null) servers.add(server);
  };
  const content = isObject(event.content) ? event.content : {};
  const isMember = event.type === 'm.room.member';
  const redeems =
    isMember && content.membership === 'invite' && content.third_party_invite !== undefined;
  if (!redeems) add(event.sender);
  if (rules.events.eventId === 'field') add(event.event_id);
  if (rules.auth.restrictedJoins && isMember && content.membership === 'join')
    add(content.join_authorised_via_users_server);
  return servers;
}

/** A sender who goes by a room key signs with it, under that name and the key ID `ed25519:1`. */
function roomKey(sender: string): ServerKeys | undefined {
  const key = looksLikeRoomKey(sender) ? decodeBase64(sender) : null;
  return key === null ? undefined : new Map([['ed25519:1', key]]);
}

function invalid(because: string): SignatureFinding {
  const section = 'Validating hashes and signatures on received events';
  const refusal = { ruleId: 'format.signature', section, because, evidence: [] };
  return { check: 'invalid', refusal };
}
