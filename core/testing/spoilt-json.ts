import fc from 'fast-check';
import type { JsonValue } from '../matrix/event/json';

/** Values that readers are seldom prepared for. */
export const anyJson: fc.Arbitrary<JsonValue> = fc.oneof(
  fc.constantFrom<JsonValue>(null, '', '$a', -1, 1.5, 2n ** 70n, true, [], {}, [[]]),
  fc.constantFrom<JsonValue>([['a', 'b', 'c']], ['A', 'B'], '\ud800', '__proto__', 'v2', '12'),
  fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<JsonValue>,
);

/** Where to put one. */
export const anyPath = fc.array(fc.nat(200), { minLength: 1, maxLength: 6 });

/** Puts `value` in place of some part, found by walking down: each step picks one of the keys. */
export function spoilt(whole: JsonValue, path: readonly number[], value: JsonValue): JsonValue {
  const [step, ...rest] = path;
  if (step === undefined || typeof whole !== 'object' || whole === null) return value;
  const keys = Object.keys(whole);
  const key = keys[step % Math.max(keys.length, 1)];
  if (key === undefined) return value;
  const child = (whole as Record<string, JsonValue>)[key] ?? null;
  const changed = spoilt(child, rest, value);
  if (Array.isArray(whole)) return whole.map((each, at) => (String(at) === key ? changed : each));
  return { ...whole, [key]: changed };
}
