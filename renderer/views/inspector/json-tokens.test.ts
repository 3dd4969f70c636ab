import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonTokens } from './json-tokens';

function text(json: string): string {
  return jsonTokens(json)
    .map((token) => token.text)
    .join('');
}

describe('JSON for reading', () => {
  it('is what JSON.stringify indents, whatever its spaces were', () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom(0, 1, 4), (json, spaces) => {
        const value: unknown = JSON.parse(json);
        expect(text(JSON.stringify(value, null, spaces))).toBe(JSON.stringify(value, null, 2));
      }),
    );
  });

  it('keeps numbers digit for digit', () => {
    expect(text('{"depth":9007199254740993}')).toBe('{\n  "depth": 9007199254740993\n}');
  });

  it('tells keys from strings', () => {
    const kinds = jsonTokens('{"a":"b","c":[1,true]}')
      .filter((token) => token.kind !== 'space' && token.kind !== 'mark')
      .map((token) => [token.kind, token.text]);
    expect(kinds).toEqual([
      ['key', '"a"'],
      ['string', '"b"'],
      ['key', '"c"'],
      ['number', '1'],
      ['word', 'true'],
    ]);
  });

  it('shows what is not JSON as it is', () => {
    expect(text('{"a": ~}')).toBe('{"a": ~}');
  });
});
