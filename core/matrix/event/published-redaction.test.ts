import { describe, expect, it } from 'vitest';
import { required } from '../../base/assert';
import { readNdjson } from '../../testing/node/read-ndjson';
import { sharedIsThere, sharedPath } from '../../testing/node/shared';
import { roomVersionRules } from '../room-versions/versions';
import { canonicalJson } from './canonical-json';
import type { JsonObject } from './json';
import { redact } from './redact';

interface RedactionCase {
  readonly id: string;
  readonly room_version: string;
  readonly event: JsonObject;
  readonly expected: JsonObject;
}

describe.runIf(sharedIsThere)('published redactions', () => {
  const path = sharedPath('fixtures/redaction.ndjson');
  const cases = sharedIsThere ? readNdjson<RedactionCase>(path) : [];

  it.each(cases.map((each) => [each.id, each] as const))('%s', (_, each) => {
    const { redaction } = required(roomVersionRules(each.room_version), each.id);
    const redacted = redact(each.event, redaction);
    expect(canonicalJson(redacted)).toBe(canonicalJson(each.expected));
    expect(redact(redacted, redaction)).toEqual(redacted);
  });

  it('are all there', () => expect(cases.length).toBe(47));
});
