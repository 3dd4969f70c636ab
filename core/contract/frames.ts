import * as v from 'valibot';
import type { Frame } from './transport';

const id = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const nullableText = v.nullable(v.string());

const frame = v.variant('kind', [
  v.strictObject({ kind: v.literal('request'), id, name: v.string(), params: v.unknown() }),
  v.strictObject({ kind: v.literal('cancel'), id }),
  v.strictObject({ kind: v.literal('result'), id, result: v.unknown() }),
  v.strictObject({
    kind: v.literal('error'),
    id,
    error: v.strictObject({
      code: v.picklist(['usage', 'bad_input', 'corrupt_database', 'cancelled', 'internal']),
      message: v.string(),
      file: nullableText,
      line: v.nullable(v.number()),
      field: nullableText,
      eventId: nullableText,
    }),
  }),
  v.strictObject({
    kind: v.literal('progress'),
    id,
    progress: v.strictObject({
      phase: v.string(),
      done: v.number(),
      total: v.nullable(v.number()),
    }),
  }),
  v.strictObject({ kind: v.literal('notification'), name: v.string(), params: v.unknown() }),
]);

/** The value as a frame, or null: what arrives on a pipe may come from anybody. */
export function readFrame(value: unknown): Frame | null {
  const parsed = v.safeParse(frame, value);
  return parsed.success ? parsed.output : null;
}
