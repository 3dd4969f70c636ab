import { problem, type Query, type QueryProblem, type Step, type Term } from './query';
import { readTerm } from './read-term';
import { readTokens, type Token } from './tokens';

/** Nobody writes more; pasted documents are refused before they cost anything. */
export const MAX_QUERY = 2000;
const MAX_TERMS = 64;

const BINDING = { or: 1, and: 2, not: 3 } as const;
type Operator = keyof typeof BINDING;

export type Parsed =
  | { readonly ok: true; readonly query: Query }
  | { readonly ok: false; readonly problem: QueryProblem };

/** Understands a text as a query. Never throws; what is wrong is a value with its place. O(text). */
export function parseQuery(text: string): Parsed {
  if (text.length > MAX_QUERY) {
    const tooLong = `A search has at most ${MAX_QUERY.toLocaleString('en-GB')} characters.`;
    return { ok: false, problem: problem({ from: MAX_QUERY, to: text.length }, tooLong) };
  }
  const { tokens, problem: unread } = readTokens(text);
  if (unread) return { ok: false, problem: unread };
  const builder = new QueryBuilder();
  for (const token of tokens) {
    const wrong = builder.take(token);
    if (wrong) return { ok: false, problem: wrong };
  }
  return builder.end();
}

/** Puts operators behind what they combine (shunting-yard), so that nothing nests. */
class QueryBuilder {
  readonly #terms: Term[] = [];
  readonly #steps: Step[] = [];
  readonly #waiting: Token[] = [];
  /** The last token, where something must follow it: an operator or an opening parenthesis. */
  #open: Token | null = null;
  #isEmpty = true;

  take(token: Token): QueryProblem | null {
    if (token.kind === 'close') return this.#closeGroup(token);
    if (token.kind === 'and' || token.kind === 'or') return this.#combine(token);
    if (!this.#isEmpty && !this.#open) this.#push({ ...token, kind: 'and' });
    this.#isEmpty = false;
    if (token.kind === 'word') return this.#addTerm(token);
    this.#open = token;
    this.#waiting.push(token);
    return null;
  }

  end(): Parsed {
    const query = { terms: this.#terms, steps: this.#steps };
    if (this.#isEmpty) return { ok: true, query };
    if (this.#open) return { ok: false, problem: nothingAfter(this.#open) };
    for (let top = this.#waiting.pop(); top; top = this.#waiting.pop()) {
      if (top.kind === 'open') return { ok: false, problem: problem(top, 'This ( is not closed.') };
      this.#steps.push(top.kind as Operator);
    }
    return { ok: true, query };
  }

  #addTerm(token: Extract<Token, { kind: 'word' }>): QueryProblem | null {
    const term = readTerm({ from: token.from, to: token.to }, token.letters);
    this.#open = null;
    if ('message' in term) return term;
    if (this.#terms.length === MAX_TERMS)
      return problem(token, `A search has at most ${MAX_TERMS} conditions.`);
    this.#steps.push(this.#terms.push(term) - 1);
    return null;
  }

  #combine(token: Token): QueryProblem | null {
    if (this.#isEmpty || this.#open)
      return problem(token, `“${token.kind}” stands between two conditions.`, `"${token.kind}"`);
    this.#push(token);
    this.#open = token;
    return null;
  }

  #closeGroup(token: Token): QueryProblem | null {
    if (this.#open) return nothingAfter(this.#open, token);
    for (let top = this.#waiting.pop(); top && top.kind !== 'open'; top = this.#waiting.pop())
      this.#steps.push(top.kind as Operator);
    return null;
  }

  /** What binds at least as tightly comes first. */
  #push(token: Token): void {
    const binding = BINDING[token.kind as Operator];
    for (let top = this.#waiting.at(-1); top && top.kind !== 'open'; top = this.#waiting.at(-1)) {
      if (BINDING[top.kind as Operator] < binding) break;
      this.#steps.push(top.kind as Operator);
      this.#waiting.pop();
    }
    this.#waiting.push(token);
  }
}

function nothingAfter(token: Token, closing: Token | null = null): QueryProblem {
  const words = { open: '(', not: '-' } as const;
  const word = token.kind === 'open' || token.kind === 'not' ? words[token.kind] : token.kind;
  return problem(
    { from: token.from, to: (closing ?? token).to },
    `Nothing stands after “${word}”.`,
  );
}
