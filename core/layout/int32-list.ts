/** A growing list of 32-bit integers: amortised constant time per element, 4 bytes each. */
export class Int32List {
  #values = new Int32Array(64);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(...values: readonly number[]): void {
    const needed = this.#length + values.length;
    if (needed > this.#values.length) {
      const grown = new Int32Array(Math.max(needed, this.#values.length * 2));
      grown.set(this.#values);
      this.#values = grown;
    }
    this.#values.set(values, this.#length);
    this.#length = needed;
  }

  at(index: number): number {
    return this.#values[index] ?? 0;
  }

  set(index: number, value: number): void {
    this.#values[index] = value;
  }

  toArray(): Int32Array {
    return this.#values.slice(0, this.#length);
  }
}
