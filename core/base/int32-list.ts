/** A growing list of 32-bit integers in one typed array. */
export class Int32List {
  #data = new Int32Array(64);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    if (this.#length === this.#data.length) this.#grow(this.#length + 1);
    this.#data[this.#length++] = value;
  }

  pushAll(values: ArrayLike<number>): void {
    const end = this.#length + values.length;
    if (end > this.#data.length) this.#grow(end);
    this.#data.set(values, this.#length);
    this.#length = end;
  }

  /** 0 beyond the end. */
  at(index: number): number {
    return this.#data[index] ?? 0;
  }

  /** Sets an item that may lie beyond the end; what lies between becomes 0. */
  set(index: number, value: number): void {
    if (index >= this.#data.length) this.#grow(index + 1);
    this.#data[index] = value;
    if (index >= this.#length) this.#length = index + 1;
  }

  /** The items `from` to `to` (exclusive) as they are now; later changes may not show. */
  slice(from: number, to: number): Int32Array {
    return this.#data.subarray(from, to);
  }

  #grow(needed: number): void {
    const grown = new Int32Array(Math.max(needed, this.#data.length * 2));
    grown.set(this.#data);
    this.#data = grown;
  }
}
