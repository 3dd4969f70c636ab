import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeNids, encodeNids } from './nid-list';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('a stored list of NIDs', () => {
  test('is compact JSON', () => {
    expect(encodeNids([])).toBe('[]');
    expect(encodeNids([3, 1, 22])).toBe('[3,1,22]');
  });

  test('comes back from either storage class', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER })), (nids) => {
        expect(decodeNids(encodeNids(nids))).toEqual(nids);
        expect(decodeNids(bytes(encodeNids(nids)))).toEqual(nids);
      }),
    );
  });

  test.each<[string, number[]]>([
    ['1,42', [1, 42]],
    ['17', [17]],
    ['{1,2}', [1, 2]],
    ['{}', []],
    ['', []],
    ['null', []],
    [' [ 1 , 2 ] \n', [1, 2]],
    ['[ ]', []],
    ['[9,3,9]', [9, 3, 9]],
  ])('%j is read too', (text, nids) => {
    expect(decodeNids(text)).toEqual(nids);
    expect(decodeNids(bytes(text))).toEqual(nids);
  });

  test.each([
    '[1,2',
    '1,2]',
    '[1,2}',
    '[1,,2]',
    '[1,]',
    '[,1]',
    ',',
    '[0]',
    '[-1]',
    '[1.5]',
    '[1e3]',
    '[1 2]',
    '["1"]',
    '[[1]]',
    '[9007199254740993]',
    'nul',
    'x',
    '{"a":1}',
  ])('%j is malformed', (text) => {
    expect(decodeNids(text)).toBeNull();
    expect(decodeNids(bytes(text))).toBeNull();
  });

  test('a bare number column is a list of one, NULL is malformed', () => {
    expect(decodeNids(7)).toEqual([7]);
    expect(decodeNids(0)).toBeNull();
    expect(decodeNids(1.5)).toBeNull();
    expect(decodeNids(null)).toBeNull();
    expect(decodeNids(2n ** 60n)).toBeNull();
  });
});
