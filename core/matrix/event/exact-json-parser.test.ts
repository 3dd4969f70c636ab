import { expect, it } from 'vitest';
import { ExactJsonParser } from './exact-json-parser';

const parse = (text: string) => new ExactJsonParser(text).parse();

it('reads strings of any length, and escapes in them', () => {
  const long = 'a\\n'.repeat(500_000);
  expect(parse(`["${long}","\\"\\\\"]`)).toEqual(['a\n'.repeat(500_000), '"\\']);
});

it('refuses at once a string that never ends', { timeout: 5000 }, () => {
  const long = 'a'.repeat(500_000);
  for (const text of [`"${long}`, `{"n":1,"${long}`, `["${long}\\`, `["${long}\\"`])
    expect(() => parse(text)).toThrow(
      new SyntaxError(`the text ends too early at character ${text.length + 1}`),
    );
});

it('refuses what is no string in the place of one', () => {
  expect(() => parse('{a":1}')).toThrow('unexpected "a" at character 2');
  expect(() => parse('["\u0001"]')).toThrow(SyntaxError);
});
