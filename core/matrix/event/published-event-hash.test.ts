import { describe, expect, it } from 'vitest';
import { required } from '../../base/assert';
import { base64 } from '../../base/base64';
import { nobleHashing } from '../../base/noble-hashing';
import { readNdjson } from '../../testing/node/read-ndjson';
import { sharedIsThere, sharedPath } from '../../testing/node/shared';
import { roomVersionRules } from '../room-versions/versions';
import { canonicalJson } from './canonical-json';
import { contentHash, referenceHash } from './hashes';
import type { JsonObject } from './json';
import { receivePdu } from './receive-pdu';

interface HashCase {
  readonly id: string;
  readonly kind: 'event-hash' | 'content-hash';
  readonly room_version: string;
  readonly event: JsonObject;
  readonly content_hash: string;
  /** False: a redacted copy, whose content is gone. */
  readonly content_hash_matches: boolean;
  readonly reference_hash_base64?: string;
  readonly event_id?: string;
}

const encoder = new TextEncoder();

/** A content hash alone holds in any version. */
function rulesOf({ room_version: version }: HashCase) {
  return required(roomVersionRules(version === 'any' ? '11' : version), version);
}

/** What was hashed: from version 3 on without the ID that a store added. */
function eventOf(each: HashCase): JsonObject {
  if (rulesOf(each).events.eventId === 'field') return each.event;
  const { event_id: _, ...event } = each.event;
  return event;
}

/** Written to be hashed only: without the fields that every event must have. */
const INCOMPLETE = ['mined/gmsl/51', 'mined/gmsl/52', 'mined/gmsl/53', 'mined/ruma/77'];

describe.runIf(sharedIsThere)('published event hashes', () => {
  const path = sharedPath('fixtures/event-hash.ndjson');
  const cases = sharedIsThere ? readNdjson<HashCase>(path) : [];
  const named = cases.map((each) => [each.id, each] as const);

  it.each(named)('content hash of %s', (_, each) => {
    const hash = contentHash(eventOf(each), nobleHashing);
    expect(hash).toBe(each.content_hash);
    const given = (each.event.hashes as JsonObject).sha256;
    expect(hash === given).toBe(each.content_hash_matches);
  });

  const hashed = named.filter(([, { kind }]) => kind === 'event-hash');
  it.each(hashed)('reference hash and ID of %s', (_, each) => {
    const rules = rulesOf(each);
    const hash = referenceHash(eventOf(each), rules, nobleHashing);
    expect(base64(hash)).toBe(each.reference_hash_base64);
    for (const event of [each.event, eventOf(each)]) {
      if (event.depth === undefined) continue;
      const json = encoder.encode(canonicalJson(event));
      const received = receivePdu(event, json, rules, nobleHashing);
      expect(received).toMatchObject({ ok: true, value: { pdu: { eventId: each.event_id } } });
    }
  });

  it('are all there', () => {
    expect([cases.length, hashed.length]).toEqual([145, 132]);
    const incomplete = hashed.filter(([, { event }]) => event.depth === undefined);
    expect(incomplete.map(([id]) => id)).toEqual(INCOMPLETE);
  });
});
