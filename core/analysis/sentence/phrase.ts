/** What a sender did, as it follows the name: "banned Bob", and as it follows "tried to": "ban Bob". */
export interface Phrase {
  readonly did: string;
  readonly tried: string;
}

export function phrase(did: string, tried: string): Phrase {
  return { did, tried };
}
