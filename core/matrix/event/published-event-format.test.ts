import { describe, expect, it } from 'vitest';
import { required } from '../../base/assert';
import { nobleHashing } from '../../base/noble-hashing';
import { readNdjson } from '../../testing/node/read-ndjson';
import { sharedIsThere, sharedPath } from '../../testing/node/shared';
import { roomVersionRules } from '../room-versions/versions';
import { canonicalJson } from './canonical-json';
import type { JsonObject } from './json';
import { receivePdu } from './receive-pdu';

interface FormatCase {
  readonly id: string;
  readonly room_version: string;
  readonly event: JsonObject;
  readonly valid: boolean;
}

const encoder = new TextEncoder();

/** The exclamation mark of these room IDs was lost (` not ` stands for it) where the cases were copied. */
function withRoomId(event: JsonObject): JsonObject {
  const { room_id: id } = event;
  return typeof id === 'string' ? { ...event, room_id: id.replace(/^ not /, '!') } : event;
}

/** null: the event is of its version's format; else what is wrong with it. */
function offence({ room_version, event: copied }: FormatCase): unknown {
  const event = withRoomId(copied);
  const rules = required(roomVersionRules(room_version), room_version);
  const received = receivePdu(event, encoder.encode(canonicalJson(event)), rules, nobleHashing);
  return received.ok ? received.value.formatRefusal : received.failure;
}

describe.runIf(sharedIsThere)('published event formats', () => {
  const path = sharedPath('fixtures/event-format.ndjson');
  const cases = sharedIsThere ? readNdjson<FormatCase>(path) : [];

  it.each(cases.map((each) => [each.id, each] as const))('%s', (_, each) => {
    const found = offence(each);
    expect({ found, valid: found === null }).toMatchObject({ valid: each.valid });
  });

  it('are all there', () => expect(cases.length).toBe(38));
});
