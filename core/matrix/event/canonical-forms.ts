import { required } from '../../base/assert';
import type { RoomVersionRules } from '../room-versions/rules';
import { ByteBuffer } from './byte-buffer';
import type { ByteNames } from './byte-names';
import { canonicalJson } from './canonical-json';
import { findDuplicateKey } from './duplicate-keys';
import { EventScan, MOST_LEVELS } from './event-scan';
import { type HashPlan, hashPlan, IN_CONTENT_HASH, IN_EVENT, IN_REFERENCE_HASH } from './hash-plan';
import { contentHashBytes, referenceBytes } from './hashes';
import { isObject, type JsonObject, type JsonValue } from './json';
import { type MemberTable, MOST_MEMBERS, VALUE_IS_CANONICAL, VALUE_IS_OTHER } from './member-table';
import { nestingOf } from './nesting';
import { findForbiddenNumber } from './parse-json';
import { redactContent } from './redact';
import { withSpelledNumbers } from './spelled-numbers';

const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const COMMA = 0x2c;
const COLON = 0x3a;
const UNNAMED = IN_EVENT | IN_CONTENT_HASH;
const EVERY_MEMBER = new Uint8Array(MOST_MEMBERS).fill(IN_EVENT);
const encoder = new TextEncoder();
const decoder = new TextDecoder();

/**
 * The forms of one event that are hashed and signed, as bytes. What stands as canonical JSON in the
 * event's text already is copied from there; only other parts are written anew from the parsed value.
 * Holds one event at a time, and every answer is a view that the next question overwrites.
 */
export class CanonicalForms {
  readonly #scan = new EventScan();
  readonly #out = new ByteBuffer();
  /** Per member of the event: what it is part of. */
  readonly #parts = new Uint8Array(MOST_MEMBERS);
  readonly #keptContent = new Uint8Array(MOST_MEMBERS);
  #event: JsonObject = {};
  #json: Uint8Array = new Uint8Array(0);
  #rules: RoomVersionRules | null = null;
  #plan: HashPlan | null = null;
  #isScanned = false;

  /**
   * Takes the event up: `json` is its text, `event` the same parsed, without an `event_id` that is no
   * part of it.
   */
  read(event: JsonObject, json: Uint8Array, rules: RoomVersionRules): void {
    this.#event = event;
    this.#json = json;
    if (this.#rules !== rules) this.#plan = hashPlan(rules);
    this.#rules = rules;
    const scan = this.#scan;
    this.#isScanned = typeof event.type === 'string' && scan.scan(json) && scan.contentRow >= 0;
    if (!(this.#isScanned && scan.numbersArePlain)) this.#takeSpelling();
    if (this.#isScanned) this.#assignParts(scan.event);
  }

  /** True where the event was read off its bytes; false where all of it is written from the value. */
  get isScanned(): boolean {
    return this.#isScanned;
  }

  /** Where numbers are hashed as they were written, they are found by parsing only. */
  #takeSpelling(): void {
    const rules = required(this.#rules, 'an event was read');
    const spelled = withSpelledNumbers(this.#event, this.#json, rules);
    if (spelled === this.#event) return;
    this.#event = spelled;
    this.#isScanned = false;
  }

  /** The first number in the event that strict canonical JSON forbids; null where all are fine. */
  findForbiddenNumber(): string | null {
    if (this.#isScanned && this.#scan.numbersArePlain) return null;
    return findForbiddenNumber(decoder.decode(this.#json));
  }

  /** The first key that an object in the event holds twice; null where there is none. */
  findDuplicateKey(): string | null {
    if (this.#isScanned && this.#scan.keysAreUnique) return null;
    return findDuplicateKey(decoder.decode(this.#json));
  }

  /** How deep the event nests; that of an event read off its bytes is within what is scanned. */
  nesting(): number {
    return this.#isScanned ? MOST_LEVELS : nestingOf(decoder.decode(this.#json));
  }

  /** Bytes of the whole event as canonical JSON. Throws `NotCanonicalError` where it has no such form. */
  size(): number {
    if (!this.#isScanned) return encoder.encode(canonicalJson(this.#event)).length;
    return this.#written(IN_EVENT).length;
  }

  /** What the content hash is over. Throws `NotCanonicalError`. */
  contentHashBytes(): Uint8Array {
    if (this.#isScanned) return this.#written(IN_CONTENT_HASH);
    return contentHashBytes(this.#event);
  }

  /**
   * What the reference hash and every signature are over: the redacted event less `signatures` and
   * `unsigned`. Throws `NotCanonicalError`.
   */
  referenceBytes(): Uint8Array {
    if (this.#isScanned) return this.#written(IN_REFERENCE_HASH);
    return referenceBytes(this.#event, required(this.#rules, 'an event was read'));
  }

  #assignParts({ count, keyFrom, keyTo }: MemberTable): void {
    const { members } = required(this.#plan, 'the rules have a plan');
    for (let row = 0; row < count; row += 1) {
      const named = members.valueOf(this.#json, keyFrom[row] ?? 0, keyTo[row] ?? 0);
      this.#parts[row] = named === 0 ? UNNAMED : named;
    }
  }

  #written(part: number): Uint8Array {
    this.#out.clear();
    this.#writeMembers(this.#scan.event, this.#parts, part);
    return this.#out.view();
  }

  /** Writes those members that are part of `part`; neighbours that stand as they must go in one copy. */
  #writeMembers(table: MemberTable, parts: Uint8Array, part: number): void {
    const out = this.#out;
    const start = out.length;
    out.byte(OPEN_BRACE);
    let runFrom = 0;
    let runTo = 0;
    for (let place = 0; place < table.count; place += 1) {
      const row = table.order[place] ?? 0;
      if (((parts[row] ?? 0) & part) === 0) continue;
      const from = (table.keyFrom[row] ?? 0) - 1;
      const to = table.valueTo[row] ?? 0;
      const isCopied = table.standsAsItMust(row) && !this.#isRedactedContent(table, row, part);
      if (isCopied && runTo > 0 && from === runTo + 1) {
        runTo = to;
        continue;
      }
      this.#writeRun(runFrom, runTo, start);
      runFrom = from;
      runTo = isCopied ? to : 0;
      if (!isCopied) this.#writeMember(table, row, part, start);
    }
    this.#writeRun(runFrom, runTo, start);
    out.byte(CLOSE_BRACE);
  }

  /** Copies from the event's text; nothing where the run is empty. */
  #writeRun(from: number, to: number, objectStart: number): void {
    if (to === 0) return;
    this.#separate(objectStart);
    this.#out.span(this.#json, from, to);
  }

  #separate(objectStart: number): void {
    if (this.#out.length > objectStart + 1) this.#out.byte(COMMA);
  }

  #isRedactedContent(table: MemberTable, row: number, part: number): boolean {
    return (
      part === IN_REFERENCE_HASH && table === this.#scan.event && row === this.#scan.contentRow
    );
  }

  /** A member whose value is not copied whole. */
  #writeMember(table: MemberTable, row: number, part: number, objectStart: number): void {
    const { event, content, contentRow } = this.#scan;
    this.#separate(objectStart);
    const [keyFrom, keyTo] = [table.keyFrom[row] ?? 0, table.keyTo[row] ?? 0];
    this.#out.span(this.#json, keyFrom - 1, keyTo + 1);
    this.#out.byte(COLON);
    const isContent = table === event && row === contentRow;
    if (this.#isRedactedContent(table, row, part)) this.#writeRedactedContent();
    else if (table.valueForm[row] !== VALUE_IS_OTHER) this.#writeValue(table, row);
    else if (isContent && content.isComplete) this.#writeMembers(content, EVERY_MEMBER, IN_EVENT);
    else this.#writeAnew(this.#valueOf(table, keyFrom, keyTo));
  }

  /** One that is canonical, but for blanks maybe. */
  #writeValue(table: MemberTable, row: number): void {
    const [from, to] = [table.valueFrom[row] ?? 0, table.valueTo[row] ?? 0];
    if (table.valueForm[row] === VALUE_IS_CANONICAL) this.#out.span(this.#json, from, to);
    else this.#out.spanWithoutBlanks(this.#json, from, to);
  }

  #valueOf(table: MemberTable, keyFrom: number, keyTo: number): JsonValue {
    const key = decoder.decode(this.#json.subarray(keyFrom, keyTo));
    const parent = table === this.#scan.event ? this.#event : this.#event.content;
    return (isObject(parent) ? parent[key] : undefined) ?? null;
  }

  #writeAnew(value: JsonValue): void {
    const bytes = encoder.encode(canonicalJson(value));
    this.#out.span(bytes, 0, bytes.length);
  }

  /** The content that redaction leaves (`redact.ts` says the same of values). */
  #writeRedactedContent(): void {
    const { event, content, contentRow } = this.#scan;
    const { contentKeys } = required(this.#plan, 'the rules have a plan');
    const kept = contentKeys.get(String(this.#event.type));
    if (kept === 'everything' && event.valueForm[contentRow] !== VALUE_IS_OTHER)
      this.#writeValue(event, contentRow);
    else if (kept === undefined) this.#writeEmptyObject();
    else if (kept === 'everything' || !content.isComplete || this.#holdsThirdPartyInvite())
      this.#writeAnew(
        redactContent(this.#event, required(this.#rules, 'an event was read').redaction),
      );
    else {
      this.#findKept(content, kept);
      this.#writeMembers(content, this.#keptContent, 1);
    }
  }

  #writeEmptyObject(): void {
    this.#out.byte(OPEN_BRACE);
    this.#out.byte(CLOSE_BRACE);
  }

  /** The one member of content of which some versions keep a part. */
  #holdsThirdPartyInvite(): boolean {
    const { content } = this.#event;
    return isObject(content) && content.third_party_invite !== undefined;
  }

  #findKept({ count, keyFrom, keyTo }: MemberTable, kept: ByteNames): void {
    for (let row = 0; row < count; row += 1)
      this.#keptContent[row] = kept.valueOf(this.#json, keyFrom[row] ?? 0, keyTo[row] ?? 0);
  }
}
