import type { JsonObject } from '../matrix/event/json';
import type { EventId, Pdu, ReceivedPdu } from '../matrix/event/pdu';

/** Types whose content the authorisation rules read, state event or not. */
const CONTENT_READ_BY_RULES: ReadonlySet<string> = new Set([
  'm.room.create',
  'm.room.member',
  'm.room.power_levels',
  'm.room.join_rules',
  'm.room.third_party_invite',
  'm.room.aliases',
]);

const NO_CONTENT: JsonObject = {};

/**
 * Makes a room's events small in memory: equal strings become one string, and a message's content
 * (which no rule reads, and whose bytes are kept anyway) is let go.
 */
export class PduInterner {
  readonly #texts = new Map<string, string>();

  intern(received: ReceivedPdu): ReceivedPdu {
    const { pdu } = received;
    const slim: Pdu = {
      ...pdu,
      eventId: this.#text(pdu.eventId),
      roomId: this.#text(pdu.roomId),
      type: this.#text(pdu.type),
      stateKey: pdu.stateKey === null ? null : this.#text(pdu.stateKey),
      sender: this.#text(pdu.sender),
      content: isReadByRules(pdu) ? pdu.content : NO_CONTENT,
      prevEventIds: this.#ids(pdu.prevEventIds),
      authEventIds: this.#ids(pdu.authEventIds),
      signedBy: pdu.signedBy.map((server) => this.#text(server)),
    };
    return { ...received, pdu: slim };
  }

  #ids(ids: readonly EventId[]): readonly EventId[] {
    return ids.map((id) => this.#text(id));
  }

  #text<Text extends string>(text: Text): Text {
    const known = this.#texts.get(text);
    if (known !== undefined) return known as Text;
    this.#texts.set(text, text);
    return text;
  }
}

function isReadByRules(pdu: Pdu): boolean {
  return pdu.stateKey !== null || CONTENT_READ_BY_RULES.has(pdu.type);
}
