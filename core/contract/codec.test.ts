import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeFrame, encodeFrame } from './codec';
import type { Frame } from './transport';

const typedArray: fc.Arbitrary<unknown> = fc.oneof(
  fc.int8Array(),
  fc.uint8Array(),
  fc.uint8ClampedArray(),
  fc.int16Array(),
  fc.uint16Array(),
  fc.int32Array(),
  fc.uint32Array(),
  fc.float32Array(),
  fc.float64Array(),
);

/** What contract values may be: JSON, with typed arrays anywhere in it. */
const value = fc.letrec<{ node: unknown }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4 },
    typedArray,
    fc.jsonValue({ noUnicodeString: false }).map((json) => JSON.parse(JSON.stringify(json))),
    fc.array(tie('node'), { maxLength: 4 }),
    fc.dictionary(fc.oneof(fc.string(), fc.constant('__proto__')), tie('node'), { maxKeys: 4 }),
  ),
})).node;

function resultFrame(result: unknown): Frame {
  return { kind: 'result', id: 1, result };
}

describe('frame codec', () => {
  it('gives what a structured clone gives, in any alignment', () => {
    fc.assert(
      fc.property(value, fc.integer({ min: 0, max: 9 }), (result, shift) => {
        const frame = resultFrame(result);
        const bytes = encodeFrame(frame);
        const shifted = new Uint8Array(bytes.length + shift).subarray(shift);
        shifted.set(bytes);
        expect(decodeFrame(shifted)).toStrictEqual(structuredClone(frame));
      }),
      { numRuns: 300 },
    );
  });

  it('sends the part that a view shows, not the buffer behind it', () => {
    const big = Int32Array.from({ length: 1000 }, (_, index) => index);
    const bytes = encodeFrame(resultFrame({ part: big.subarray(10, 12) }));
    expect(bytes.length).toBeLessThan(200);
    expect(decodeFrame(bytes)).toStrictEqual(resultFrame({ part: Int32Array.of(10, 11) }));
  });

  it('leaves the frame that was sent as it was', () => {
    const result = { rows: [{ list: Uint8Array.of(1, 2) }] };
    encodeFrame(resultFrame(result));
    expect(result).toStrictEqual({ rows: [{ list: Uint8Array.of(1, 2) }] });
  });

  it('refuses bytes that are cut off or name foreign places', () => {
    const whole = encodeFrame(resultFrame({ list: Float64Array.of(1, 2, 3) }));
    for (const length of [0, 3, 20, whole.length - 8]) {
      expect(() => decodeFrame(whole.slice(0, length))).toThrow();
    }
    expect(() => decodeFrame(forged([['__proto__', 'polluted'], 'Uint8Array', 0]))).toThrow(
      'not there',
    );
    expect(() => decodeFrame(forged([['frame'], 'Function', 0]))).toThrow('unknown typed array');
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  it('takes deep values without running out of stack', () => {
    let deep: unknown = Uint8Array.of(7);
    for (let level = 0; level < 1000; level += 1) deep = [deep];
    expect(decodeFrame(encodeFrame(resultFrame(deep)))).toStrictEqual(resultFrame(deep));
  });
});

function forged(entry: unknown): Uint8Array {
  const header = new TextEncoder().encode(JSON.stringify({ frame: {}, arrays: [entry] }));
  const bytes = new Uint8Array(Math.ceil((4 + header.length) / 8) * 8);
  new DataView(bytes.buffer).setUint32(0, header.length, true);
  bytes.set(header, 4);
  return bytes;
}
