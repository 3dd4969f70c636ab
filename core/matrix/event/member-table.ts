import { compareSpans } from './json-bytes';

/** Members beyond this many are not listed; no real event has as many fields. */
export const MOST_MEMBERS = 64;

/** How a value stands in the text: as canonical JSON, as such but for blanks, or otherwise. */
export const VALUE_IS_CANONICAL = 1;
export const VALUE_HAS_BLANKS = 2;
export const VALUE_IS_OTHER = 3;

/**
 * The members of one object as spans of the event's bytes. Filled again for every event, so that
 * scanning allocates nothing.
 */
export class MemberTable {
  count = 0;
  /** False where the list cannot be used: too many members, or keys that only an unescaping tells apart. */
  isComplete = true;
  /** Keys ascending, as they stand in the text. */
  isSorted = true;
  /** Without the quotes. */
  readonly keyFrom = new Int32Array(MOST_MEMBERS);
  readonly keyTo = new Int32Array(MOST_MEMBERS);
  readonly valueFrom = new Int32Array(MOST_MEMBERS);
  readonly valueTo = new Int32Array(MOST_MEMBERS);
  /** One of the `VALUE_` constants. */
  readonly valueForm = new Uint8Array(MOST_MEMBERS);
  /** Row numbers in canonical order; valid after {@link sort}. */
  readonly order = new Uint8Array(MOST_MEMBERS);

  clear(): void {
    this.count = 0;
    this.isComplete = true;
    this.isSorted = true;
  }

  begin(keyFrom: number, keyTo: number, valueFrom: number): void {
    const row = this.count;
    if (row === MOST_MEMBERS) {
      this.isComplete = false;
      return;
    }
    this.keyFrom[row] = keyFrom;
    this.keyTo[row] = keyTo;
    this.valueFrom[row] = valueFrom;
    this.count += 1;
  }

  end(valueTo: number, form: number): void {
    this.valueTo[this.count - 1] = valueTo;
    this.valueForm[this.count - 1] = form;
  }

  /** Key, colon and value of the row are canonical together: no blanks around the colon either. */
  standsAsItMust(row: number): boolean {
    const isCanonical = this.valueForm[row] === VALUE_IS_CANONICAL;
    return isCanonical && this.valueFrom[row] === (this.keyTo[row] ?? 0) + 2;
  }

  /** Brings `order` up to date; a key that stands twice makes the table useless. */
  sort(bytes: Uint8Array): void {
    for (let row = 0; row < this.count; row += 1) this.order[row] = row;
    if (this.isSorted) return;
    for (let row = 1; row < this.count; row += 1) this.#insert(row, bytes);
  }

  #insert(row: number, bytes: Uint8Array): void {
    let place = row;
    for (; place > 0; place -= 1) {
      const before = this.order[place - 1] ?? 0;
      const difference = this.#compareKeys(before, row, bytes);
      if (difference === 0) this.isComplete = false;
      if (difference <= 0) break;
      this.order[place] = before;
    }
    this.order[place] = row;
  }

  #compareKeys(left: number, right: number, bytes: Uint8Array): number {
    const { keyFrom, keyTo } = this;
    return compareSpans(
      bytes,
      keyFrom[left] ?? 0,
      keyTo[left] ?? 0,
      keyFrom[right] ?? 0,
      keyTo[right] ?? 0,
    );
  }
}
