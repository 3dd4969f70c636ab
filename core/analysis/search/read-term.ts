import { nearestWord } from './nearest-word';
import { numberRange } from './number-range';
import { patternOf } from './pattern';
import { problem, type QueryProblem, type Span, type Term } from './query';
import { CONTENT_PREFIX, IS_VALUES, isEventKey, isIsValue, isPatternKey, KEYS } from './query-keys';
import { cut, findUnquoted, type Letters, quote } from './tokens';

const KEY = /^[a-z][a-z0-9_.-]*$/;
const COMPARED = /^(.*?)(>=|<=|>|<|=)(-?[\d.]+)$/s;

/** A word of a query, as it is asked of an event. */
export function readTerm(span: Span, letters: Letters): Term | QueryProblem {
  const { text } = letters;
  if (text === '') return problem(span, 'There is nothing between the quotation marks.');
  if (text.startsWith(CONTENT_PREFIX) && letters.quoted[0] !== true)
    return contentTerm(span, letters);
  const at = findUnquoted(letters, ':<>=');
  const key = text.slice(0, Math.max(0, at)).toLowerCase();
  const isKeyed = at > 0 && KEY.test(key) && letters.quoted.indexOf(true) !== 0;
  if (!isKeyed || (text[at] !== ':' && !Object.hasOwn(KEYS, key))) return freeText(span, letters);
  const value = cut(letters, text[at] === ':' ? at + 1 : at);
  return keyedTerm(span, key, value, text[at] === ':');
}

/** An event ID alone is meant as one; every other text may stand anywhere in the event. */
function freeText(span: Span, letters: Letters): Term {
  const pattern = patternOf(letters);
  if (!letters.text.startsWith('$') || letters.quoted[0] === true)
    return { ...span, kind: 'text', pattern };
  return { ...span, kind: 'pattern', key: 'event', pattern };
}

function keyedTerm(
  span: Span,
  key: string,
  value: Letters,
  hasColon: boolean,
): Term | QueryProblem {
  if (!Object.hasOwn(KEYS, key)) return unknownKey(span, key, value);
  const isEmpty = value.text === '' && span.to - span.from === key.length + 1;
  if (isEmpty) return problem(span, `${key}: needs a value after it.`);
  if (key === 'depth') return depthTerm(span, value.text);
  if (!hasColon)
    return problem(
      span,
      `${key} is no number, so it takes : before its value.`,
      `${key}:${quote(value.text.replace(/^[<>=]+/, ''))}`,
    );
  if (isPatternKey(key)) return { ...span, kind: 'pattern', key, pattern: patternOf(value) };
  return isEventKey(key)
    ? { ...span, kind: 'event', key, eventId: value.text }
    : isTerm(span, value.text.toLowerCase());
}

function unknownKey(span: Span, key: string, value: Letters): QueryProblem {
  const nearest = nearestWord(key, Object.keys(KEYS));
  if (nearest !== null)
    return problem(span, `There is no key ${key}.`, `${nearest}:${quote(value.text)}`);
  const text = `${key}:${value.text}`;
  const message = `There is no key ${key}. Text with a colon stands in quotation marks.`;
  return problem(span, message, `"${text.replace(/[\\"]/g, '\\$&')}"`);
}

function depthTerm(span: Span, value: string): Term | QueryProblem {
  const range = numberRange(value);
  if (range) return { ...span, kind: 'depth', range };
  return problem(span, 'depth takes a number or a range: depth:10, depth:10..20 or depth>10.');
}

function isTerm(span: Span, value: string): Term | QueryProblem {
  if (isIsValue(value)) return { ...span, kind: 'is', value };
  const nearest = nearestWord(value, Object.keys(IS_VALUES));
  const message = `Events are never “${value.slice(0, 40)}”: is: takes ${Object.keys(IS_VALUES).join(', ')}.`;
  return problem(span, message, nearest === null ? null : `is:${nearest}`);
}

/**
 * `content.a.b:text` or `content.a.b>5`. Names with a colon (`content.users.@bob:x.org>50`) need no
 * quotation marks before a comparison, since that ends in a number.
 */
function contentTerm(span: Span, letters: Letters): Term | QueryProblem {
  const [, compared, sign = '', number = ''] = COMPARED.exec(letters.text) ?? [];
  const range = compared === undefined ? null : numberRange(sign + number);
  if (compared !== undefined && range)
    return pathTerm(span, cut(letters, 0, compared.length), { kind: 'range', range });
  const colon = findUnquoted(letters, ':');
  const value = cut(letters, colon + 1);
  if (
    colon < 0 ||
    (value.text === '' && letters.quoted.length === colon + 1 && !isQuotedEmpty(span, letters))
  )
    return problem(
      span,
      'content. needs a value: content.membership:ban, content.users_default>0 or content.topic:*.',
    );
  const path = cut(letters, 0, colon);
  const between = value.text.includes('..') ? numberRange(value.text) : null;
  if (between) return pathTerm(span, path, { kind: 'range', range: between });
  return pathTerm(span, path, { kind: 'pattern', pattern: patternOf(value) });
}

/** `content.name:""` asks for the empty text. */
function isQuotedEmpty(span: Span, letters: Letters): boolean {
  return span.to - span.from > letters.text.length;
}

type ContentTerm = Extract<Term, { kind: 'content' }>;

function pathTerm(span: Span, path: Letters, test: ContentTerm['test']): Term | QueryProblem {
  const names: string[] = [];
  let rest = cut(path, CONTENT_PREFIX.length);
  for (let dot = findUnquoted(rest, '.'); dot >= 0; dot = findUnquoted(rest, '.')) {
    names.push(rest.text.slice(0, dot));
    rest = cut(rest, dot + 1);
  }
  names.push(rest.text);
  if (names.includes(''))
    return problem(span, 'A name is missing after content., or between two dots.');
  return { ...span, kind: 'content', path: names, test };
}
