import { problem, type QueryProblem, type Span } from './query';

/** Text of a query without its quotation marks; `quoted[i]`: that letter stood between them. */
export interface Letters {
  readonly text: string;
  readonly quoted: readonly boolean[];
}

export type Token =
  | (Span & { readonly kind: 'word'; readonly letters: Letters })
  | (Span & { readonly kind: 'open' | 'close' | 'not' | 'and' | 'or' });

/** Splits a query into words and operators; ends before the first thing that is wrong. O(query). */
export function readTokens(query: string): {
  readonly tokens: readonly Token[];
  readonly problem: QueryProblem | null;
} {
  const tokens: Token[] = [];
  let depth = 0;
  let at = 0;
  while (at < query.length) {
    const character = query[at] ?? '';
    const kind = signKind(character);
    if (isBlank(character)) at += 1;
    else if (kind === null) {
      const read = readWord(query, at, depth > 0);
      tokens.push(read.token);
      if (read.problem) return { tokens, problem: read.problem };
      at = read.token.to;
    } else {
      const span = { from: at, to: at + 1 };
      depth += kind === 'open' ? 1 : kind === 'close' ? -1 : 0;
      if (depth < 0) return { tokens, problem: problem(span, 'There is no ( for this ).') };
      tokens.push({ ...span, kind });
      at += 1;
    }
  }
  return { tokens, problem: null };
}

const SIGNS: Readonly<Record<string, 'open' | 'close' | 'not'>> = {
  '(': 'open',
  ')': 'close',
  '-': 'not',
};

function signKind(character: string): 'open' | 'close' | 'not' | null {
  return SIGNS[character] ?? null;
}

function isBlank(character: string): boolean {
  return /\s/.test(character);
}

/** A word ends at a blank, or where the group ends that it stands in; `f(x)` is one word. */
function readWord(
  query: string,
  from: number,
  inGroup: boolean,
): { readonly token: Token; readonly problem: QueryProblem | null } {
  let text = '';
  const quoted: boolean[] = [];
  let openQuote = -1;
  let nested = 0;
  let at = from;
  for (; at < query.length; at++) {
    const character = query[at] ?? '';
    const isQuoted = openQuote >= 0;
    if (!isQuoted && isBlank(character)) break;
    if (!isQuoted && character === ')' && inGroup && nested === 0) break;
    if (character === '"') {
      openQuote = isQuoted ? -1 : at;
      continue;
    }
    if (!isQuoted) nested += character === '(' ? 1 : character === ')' ? -1 : 0;
    const isEscape = isQuoted && character === '\\' && at + 1 < query.length;
    if (isEscape) at += 1;
    text += isEscape ? query[at] : character;
    quoted.push(isQuoted);
  }
  const token = wordToken({ from, to: at }, { text, quoted });
  if (openQuote < 0) return { token, problem: null };
  const rest = { from: openQuote, to: query.length };
  const closed = `${query.slice(openQuote)}"`;
  return { token, problem: problem(rest, 'The quotation mark is not closed.', closed) };
}

function wordToken(span: Span, letters: Letters): Token {
  const word = letters.text.toLowerCase();
  // A quoted "or" is longer than its letters.
  const isPlain = span.to - span.from === word.length;
  if (isPlain && (word === 'and' || word === 'or')) return { ...span, kind: word };
  return { ...span, kind: 'word', letters };
}

export function cut({ text, quoted }: Letters, from: number, to = text.length): Letters {
  return { text: text.slice(from, to), quoted: quoted.slice(from, to) };
}

/** Where the first of `characters` stands outside quotation marks; -1 where none does. */
export function findUnquoted({ text, quoted }: Letters, characters: string): number {
  for (let at = 0; at < text.length; at++)
    if (quoted[at] !== true && characters.includes(text[at] ?? '')) return at;
  return -1;
}

/** As it is written in a query: in quotation marks where it must be. */
export function quote(text: string): string {
  const isPlain = /^[^\s"()*-][^\s"()*]*$/.test(text) && !/^(and|or)$/i.test(text);
  return isPlain ? text : `"${text.replace(/[\\"]/g, '\\$&')}"`;
}
