import {
  compareSpans,
  endOf,
  endOfNumber,
  endOfString,
  formOf,
  isBlank,
  STRING_HAS_ESCAPES,
  STRING_IS_BROKEN,
  STRING_IS_CANONICAL,
} from './json-bytes';
import { MemberTable, VALUE_HAS_BLANKS, VALUE_IS_CANONICAL, VALUE_IS_OTHER } from './member-table';

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const LETTER_F = 0x66;
const LETTER_N = 0x6e;
const LETTER_T = 0x74;
const CONTENT = new TextEncoder().encode('content');
/** Events nested deeper are judged by parsing; no real event comes near. */
export const MOST_LEVELS = 500;
const EVENT_LEVEL = 1;
const CONTENT_LEVEL = 2;

/**
 * One pass over an event's bytes that tells which of its parts are canonical JSON as they stand, and
 * where the members of the event and of its content lie. The bytes must be valid JSON (they were
 * parsed); the scan checks no grammar, but stops at whatever it does not know. Reused for event after
 * event; nothing is allocated.
 */
export class EventScan {
  bytes: Uint8Array = new Uint8Array(0);
  /** The event's members, sorted. */
  readonly event = new MemberTable();
  /** The members of its content, sorted; empty where the content is no object. */
  readonly content = new MemberTable();
  /** Row of `content` among the event's members; -1 where there is none that is an object. */
  contentRow = -1;
  /** No number that strict canonical JSON forbids, anywhere in the event. */
  numbersArePlain = true;
  /** No key stands twice in one object; false where that cannot be told from here. */
  keysAreUnique = true;

  #at = 0;
  #level = 0;
  #isKeyNext = false;
  #isInContent = false;
  /** After the last token, and the flaws up to there; blanks that follow belong to no member. */
  #tokenEnd = 0;
  #tokenFlaws = 0;
  #tokenBlanks = 0;
  /** Deviations from canonical JSON so far, but for blanks: a value without new ones is canonical. */
  #flaws = 0;
  #blanks = 0;
  readonly #beforeMember = { flaws: 0, blanks: 0 };
  readonly #beforeContentMember = { flaws: 0, blanks: 0 };
  readonly #isObject = new Uint8Array(MOST_LEVELS + 1);
  /** Per level: the key before, empty at the first. */
  readonly #keyFrom = new Int32Array(MOST_LEVELS + 1);
  readonly #keyTo = new Int32Array(MOST_LEVELS + 1);

  /** False where the event is of a form that only parsing can judge; the tables are then void. */
  scan(bytes: Uint8Array): boolean {
    this.#clear(bytes);
    while (this.#at < bytes.length) if (!this.#readToken(bytes[this.#at] ?? 0)) return false;
    if (this.#level !== 0) return false;
    this.event.sort(bytes);
    this.content.sort(bytes);
    if (!this.content.isComplete) this.keysAreUnique = false;
    return this.event.isComplete;
  }

  #clear(bytes: Uint8Array): void {
    this.bytes = bytes;
    this.event.clear();
    this.content.clear();
    this.contentRow = -1;
    this.numbersArePlain = true;
    this.keysAreUnique = true;
    this.#at = 0;
    this.#level = 0;
    this.#isKeyNext = false;
    this.#isInContent = false;
    this.#flaws = 0;
    this.#blanks = 0;
  }

  /** Reads on from `#at`; false: stop. */
  #readToken(byte: number): boolean {
    if (byte === QUOTE) {
      if (!(this.#isKeyNext ? this.#readKey() : this.#readString())) return false;
    } else if (byte === COMMA) {
      this.#endMember();
      this.#isKeyNext = this.#isObject[this.#level] === 1;
      this.#at += 1;
    } else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
      if (!this.#open(byte === OPEN_BRACE)) return false;
    } else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
      if (!this.#close()) return false;
    } else if (isBlank(byte)) {
      this.#blanks += 1;
      this.#at += 1;
      return true;
    } else if (!this.#readScalar(byte)) return false;
    this.#tokenEnd = this.#at;
    this.#tokenFlaws = this.#flaws;
    this.#tokenBlanks = this.#blanks;
    return true;
  }

  #open(isObject: boolean): boolean {
    if (this.#level === 0 && (!isObject || this.event.count > 0)) return false;
    if (this.#level === MOST_LEVELS) return false;
    if (isObject && this.#level === EVENT_LEVEL) this.#enterContent();
    this.#level += 1;
    this.#isObject[this.#level] = isObject ? 1 : 0;
    this.#keyFrom[this.#level] = 0;
    this.#keyTo[this.#level] = 0;
    this.#isKeyNext = isObject;
    this.#at += 1;
    return true;
  }

  #enterContent(): void {
    const { event, bytes } = this;
    const row = event.count - 1;
    const [from, to] = [event.keyFrom[row] ?? 0, event.keyTo[row] ?? 0];
    if (to - from !== CONTENT.length) return;
    for (let at = 0; at < CONTENT.length; at += 1) if (bytes[from + at] !== CONTENT[at]) return;
    this.contentRow = row;
    this.#isInContent = true;
    // A second content would be a second key, which voids the event's table anyway.
    this.content.clear();
  }

  #close(): boolean {
    if (this.#level === 0) return false;
    this.#endMember();
    if (this.#level === CONTENT_LEVEL) this.#isInContent = false;
    this.#level -= 1;
    this.#isKeyNext = false;
    this.#at += 1;
    return true;
  }

  /** At the comma or bracket after a member or element. */
  #endMember(): void {
    if (this.#isKeyNext) return;
    if (this.#level === EVENT_LEVEL) {
      this.event.end(this.#tokenEnd, this.#formSince(this.#beforeMember));
    } else if (this.#isInContent && this.#level === CONTENT_LEVEL) {
      this.content.end(this.#tokenEnd, this.#formSince(this.#beforeContentMember));
    }
  }

  #formSince({ flaws, blanks }: { flaws: number; blanks: number }): number {
    if (this.#tokenFlaws !== flaws) return VALUE_IS_OTHER;
    return this.#tokenBlanks === blanks ? VALUE_IS_CANONICAL : VALUE_HAS_BLANKS;
  }

  #readKey(): boolean {
    const from = this.#at + 1;
    const found = endOfString(this.bytes, from);
    const to = endOf(found) - 1;
    const form = formOf(found);
    if (form === STRING_IS_BROKEN) return false;
    const level = this.#level;
    const isAfter = this.#isAfterKeyBefore(level, from, to);
    // Escapes hide how a key sorts, even those that canonical JSON has.
    const isOdd = form !== STRING_IS_CANONICAL;
    const table = this.#tableAt(level);
    if (!isAfter || isOdd) this.#flaws += 1;
    // Those in the tables are told apart as they are sorted.
    if (isOdd || (!isAfter && table === null)) this.keysAreUnique = false;
    this.#keyFrom[level] = from;
    this.#keyTo[level] = to;
    if (!this.#readColon(to + 1)) return false;
    if (table !== null) {
      if (!isAfter) table.isSorted = false;
      if (isOdd) table.isComplete = false;
      table.begin(from, to, this.#at);
      const before = level === EVENT_LEVEL ? this.#beforeMember : this.#beforeContentMember;
      before.flaws = this.#flaws;
      before.blanks = this.#blanks;
    }
    this.#isKeyNext = false;
    return true;
  }

  #tableAt(level: number): MemberTable | null {
    if (level === EVENT_LEVEL) return this.event;
    return level === CONTENT_LEVEL && this.#isInContent ? this.content : null;
  }

  #isAfterKeyBefore(level: number, from: number, to: number): boolean {
    const before = this.#keyFrom[level] ?? 0;
    if (before === 0) return true;
    return compareSpans(this.bytes, before, this.#keyTo[level] ?? 0, from, to) < 0;
  }

  /** From the end of a key to where its value begins. */
  #readColon(from: number): boolean {
    const start = this.#skipBlanks(from);
    if (this.bytes[start] !== COLON) return false;
    this.#at = this.#skipBlanks(start + 1);
    return true;
  }

  #skipBlanks(from: number): number {
    let at = from;
    while (at < this.bytes.length && isBlank(this.bytes[at] ?? 0)) at += 1;
    if (at > from) this.#blanks += 1;
    return at;
  }

  #readString(): boolean {
    const found = endOfString(this.bytes, this.#at + 1);
    const form = formOf(found);
    if (form > STRING_HAS_ESCAPES) this.#flaws += 1;
    this.#at = endOf(found);
    return form !== STRING_IS_BROKEN;
  }

  #readScalar(byte: number): boolean {
    if (byte === LETTER_T || byte === LETTER_N) this.#at += 4;
    else if (byte === LETTER_F) this.#at += 5;
    else {
      const end = endOfNumber(this.bytes, this.#at);
      const next = end < 0 ? ~end : end;
      if (next === this.#at) return false;
      if (end < 0) {
        this.#flaws += 1;
        this.numbersArePlain = false;
      }
      this.#at = next;
    }
    return this.#level > 0;
  }
}
