import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { base64, base64UrlSafe, decodeBase64 } from './base64';

describe('decodeBase64', () => {
  it('reads either alphabet, padded or not', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 50 }), (bytes) => {
        const padded = Buffer.from(bytes).toString('base64');
        for (const text of [base64(bytes), base64UrlSafe(bytes), padded])
          expect(decodeBase64(text)).toEqual(new Uint8Array(bytes));
      }),
    );
  });

  it.each(['A', 'AAAAA', 'AA=', 'AAA==', 'AAAA=', '=', 'AA AA', 'A+_A', 'AAé', 'AA==A', 'AA\n'])(
    'refuses %j',
    (text) => expect(decodeBase64(text)).toBeNull(),
  );
});
