import type { EventKey, IsValue, PatternKey } from './query-keys';

/** A search as it was understood; `docs/formats.md` describes the language. */
export interface Query {
  /** What is asked of an event, in the order of the text. */
  readonly terms: readonly Term[];
  /** How the terms combine, in postfix order; a number is an index into `terms`. Empty: nothing is asked. */
  readonly steps: readonly Step[];
}

export type Step = number | 'and' | 'or' | 'not';

/** Where in the text something stands; `to` is exclusive. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Why a text is no query, or cannot be asked of this room. */
export interface QueryProblem extends Span {
  /** One sentence. */
  readonly message: string;
  /** What could stand in the span instead; null where nothing is near. */
  readonly suggestion: string | null;
}

export type Term = Span & TermKind;

type TermKind =
  | { readonly kind: 'text'; readonly pattern: Pattern }
  | { readonly kind: 'pattern'; readonly key: PatternKey; readonly pattern: Pattern }
  | { readonly kind: 'is'; readonly value: IsValue }
  | { readonly kind: 'depth'; readonly range: NumberRange }
  /** `eventId` may be the beginning of an ID. */
  | { readonly kind: 'event'; readonly key: EventKey; readonly eventId: string }
  | { readonly kind: 'content'; readonly path: readonly string[]; readonly test: ValueTest };

export type ValueTest =
  | { readonly kind: 'pattern'; readonly pattern: Pattern }
  | { readonly kind: 'range'; readonly range: NumberRange };

/** Texts in lower case that must follow each other; between two of them anything may stand. */
export type Pattern = readonly string[];

/** Bounds are part of the range unless said otherwise; null: none. */
export interface NumberRange {
  readonly least: number | bigint | null;
  readonly most: number | bigint | null;
  readonly withoutBounds: boolean;
}

export function problem(span: Span, message: string, suggestion: string | null = null) {
  return { from: span.from, to: span.to, message, suggestion };
}
