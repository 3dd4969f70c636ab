import { describe, expect, it } from 'vitest';
import { decodeBase64 } from '../../base/base64';
import { readNdjson } from '../../testing/node/read-ndjson';
import { sharedIsThere, sharedPath } from '../../testing/node/shared';
import { canonicalJson } from './canonical-json';
import { findDuplicateKey } from './duplicate-keys';
import { findForbiddenNumber, parseJson } from './parse-json';

interface CanonicalCase {
  readonly id: string;
  readonly kind: 'canonical-json' | 'canonical-json-strict' | 'canonical-json-error';
  readonly mode?: 'any' | 'lenient';
  readonly input?: string;
  readonly input_base64?: string;
  readonly expected?: string;
  readonly valid_strict?: boolean;
  readonly valid_v1_to_v5?: boolean;
}

/** As files are read: bytes that are not UTF-8 are refused. */
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function textOf({ input, input_base64 }: CanonicalCase): string {
  return input ?? decoder.decode(decodeBase64(input_base64 ?? '') ?? undefined);
}

/** Encoding: takes numbers as they come (room versions 1 to 5). */
function encode(text: string): string {
  return canonicalJson(parseJson(text));
}

/** What room versions from 6 on ask of an event's text. */
function strictOffence(text: string): string | null {
  encode(text);
  return findForbiddenNumber(text) ?? findDuplicateKey(text);
}

describe.runIf(sharedIsThere)('published canonical JSON', () => {
  const path = sharedPath('fixtures/canonical-json.ndjson');
  const cases = sharedIsThere ? readNdjson<CanonicalCase>(path) : [];
  const ofKind = (kind: CanonicalCase['kind']) =>
    cases.filter((each) => each.kind === kind).map((each) => [each.id, each] as const);

  it.each(ofKind('canonical-json'))('encoded: %s', (_, each) => {
    expect(encode(textOf(each))).toBe(each.expected);
    if (each.mode === 'any') expect(strictOffence(textOf(each))).toBeNull();
  });

  it.each(ofKind('canonical-json-strict'))('verified: %s', (_, each) => {
    expect(strictOffence(textOf(each)) === null).toBe(each.valid_strict);
    if (each.valid_v1_to_v5 === true) expect(() => encode(textOf(each))).not.toThrow();
  });

  it.each(ofKind('canonical-json-error'))('refused: %s', (_, each) => {
    const offence = () => {
      const found = strictOffence(textOf(each));
      if (found !== null) throw new Error(found);
    };
    expect(offence).toThrow();
  });

  it('are all there', () => {
    const counts = (
      ['canonical-json', 'canonical-json-strict', 'canonical-json-error'] as const
    ).map((kind) => ofKind(kind).length);
    expect(counts).toEqual([150, 9, 29]);
    expect(cases.length).toBe(188);
  });
});
