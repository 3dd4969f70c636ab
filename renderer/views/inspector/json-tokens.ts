export type JsonTokenKind = 'space' | 'mark' | 'key' | 'string' | 'number' | 'word';

export interface JsonToken {
  readonly kind: JsonTokenKind;
  readonly text: string;
}

/** Deeper lines are not indented further: hostile events nest by the ten thousand. */
const DEEPEST_INDENT = 40;

const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|[a-z]+|[{}[\]:,]|\s+/g;

/**
 * JSON, indented by two, as tokens to tint. Works on the text and never reads it into numbers, so
 * what is stored is shown digit for digit; linear in its length. Text that is not JSON comes back
 * with nothing lost.
 */
export function jsonTokens(json: string): readonly JsonToken[] {
  const pieces = json.match(TOKEN) ?? [];
  if (pieces.reduce((sum, piece) => sum + piece.length, 0) !== json.length)
    return [{ kind: 'word', text: json }];
  const marks = pieces.filter((piece) => piece.trim() !== '');
  const tokens: JsonToken[] = [];
  let depth = 0;
  const newLine = () =>
    tokens.push({ kind: 'space', text: `\n${'  '.repeat(Math.min(depth, DEEPEST_INDENT))}` });
  marks.forEach((text, index) => {
    const next = marks[index + 1] ?? '';
    const last = marks[index - 1] ?? '';
    if (isClosing(text)) {
      depth = Math.max(0, depth - 1);
      if (!isOpening(last)) newLine();
    }
    tokens.push({ kind: kindOf(text, next), text });
    if (text === ':') tokens.push({ kind: 'space', text: ' ' });
    if (isOpening(text)) {
      depth += 1;
      if (!isClosing(next)) newLine();
    }
    if (text === ',') newLine();
  });
  return tokens;
}

function kindOf(text: string, next: string): JsonTokenKind {
  if (text.startsWith('"')) return next === ':' ? 'key' : 'string';
  if (/^[-\d]/.test(text)) return 'number';
  return /^[a-z]/.test(text) ? 'word' : 'mark';
}

function isOpening(text: string): boolean {
  return text === '{' || text === '[';
}

function isClosing(text: string): boolean {
  return text === '}' || text === ']';
}
