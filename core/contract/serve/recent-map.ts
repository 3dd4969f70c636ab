/** Keeps the answers asked for last, at most `limit` of them. */
export class RecentMap<Value> {
  readonly #limit: number;
  readonly #values = new Map<string, Value>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  get(key: string, compute: () => Value): Value {
    const known = this.#values.get(key);
    // A Map lists its keys in the order of insertion: what is used again goes to the end.
    const value = known === undefined && !this.#values.has(key) ? compute() : (known as Value);
    this.#values.delete(key);
    this.#values.set(key, value);
    if (this.#values.size > this.#limit) {
      const [oldest] = this.#values.keys();
      if (oldest !== undefined) this.#values.delete(oldest);
    }
    return value;
  }

  forget(key: string): void {
    this.#values.delete(key);
  }
}
