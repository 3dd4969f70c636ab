import type { Brand } from '../../base/brand';
import type { Refusal } from '../event-auth/verdict';
import type { EventId } from './event-id';
import type { JsonObject } from './json';

export type { EventId };

export type RoomId = Brand<string, 'RoomId'>;
export type UserId = Brand<string, 'UserId'>;

/**
 * An event in the form that decisions use: fields checked for their types, event ID computed, and
 * redacted where its content hash does not verify (server-server API, "Checks performed on receipt").
 */
export interface Pdu {
  readonly eventId: EventId;
  /** Room version 12: for the create event derived from its event ID. */
  readonly roomId: RoomId;
  /** False on a version 12 create event, which must not carry the field (rule 1.2). */
  readonly hasRoomIdField: boolean;
  readonly type: string;
  /** null: not a state event. The empty string is a state key. */
  readonly stateKey: string | null;
  readonly sender: UserId;
  readonly content: JsonObject;
  /** Sender-claimed; bigint beyond 2^53 (room versions 1 to 5). */
  readonly depth: number | bigint;
  readonly originServerTs: number;
  readonly prevEventIds: readonly EventId[];
  readonly authEventIds: readonly EventId[];
  /** Top level before version 11, in content from 11 on; null where there is none. */
  readonly redacts: string | null;
  /** Servers that signed it, for the rules that ask for a signature's presence. */
  readonly signedBy: readonly string[];
}

/** Whether the content hash verifies; `redacted`: the copy says that it was redacted. */
export type ContentHashCheck = 'valid' | 'redacted' | 'mismatch';

/**
 * `valid`: every server that must have signed has, by keys that are known. `invalid`: one of them
 * has not, although its keys are known, or its signature does not verify. `unchecked`: none is
 * invalid, but for some no key is known that could tell.
 */
export type SignatureCheck = 'valid' | 'invalid' | 'unchecked';

/** One event as it was found in a file: what decisions use, and the bytes as they stood there. */
export interface ReceivedPdu {
  readonly pdu: Pdu;
  /** The event's JSON text exactly as in the file (UTF-8); what gets stored. */
  readonly json: Uint8Array;
  readonly contentHash: ContentHashCheck;
  readonly signatures: SignatureCheck;
  /** Refused by its format (limits of the specification, signatures); null where that is fine. */
  readonly formatRefusal: Refusal | null;
  /** The `event_id` that the file gave where it differs from the computed one (version 3 and later). */
  readonly givenEventId: EventId | null;
}
