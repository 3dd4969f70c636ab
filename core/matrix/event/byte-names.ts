const encoder = new TextEncoder();

/** Field names looked up as bytes, without making strings of them. */
export class ByteNames {
  /** By length: the names of that length and their values. */
  readonly #byLength: { readonly name: Uint8Array; readonly value: number }[][] = [];

  constructor(names: Iterable<readonly [name: string, value: number]>) {
    for (const [text, value] of names) {
      const name = encoder.encode(text);
      while (this.#byLength.length <= name.length) this.#byLength.push([]);
      this.#byLength[name.length]?.push({ name, value });
    }
  }

  /** The value of the name that stands there; 0 where it is none of them. */
  valueOf(bytes: Uint8Array, from: number, to: number): number {
    const candidates = this.#byLength[to - from];
    if (candidates === undefined) return 0;
    for (let index = 0; index < candidates.length; index += 1) {
      const candidate = candidates[index];
      if (candidate && standsAt(candidate.name, bytes, from)) return candidate.value;
    }
    return 0;
  }
}

function standsAt(name: Uint8Array, bytes: Uint8Array, from: number): boolean {
  for (let at = 0; at < name.length; at += 1) if (name[at] !== bytes[from + at]) return false;
  return true;
}
