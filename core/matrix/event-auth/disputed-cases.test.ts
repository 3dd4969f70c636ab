import { describe, expect, it } from 'vitest';
import { required } from '../../base/assert';
import { base64 } from '../../base/base64';
import { nobleHashing } from '../../base/noble-hashing';
import { readNdjson } from '../../testing/node/read-ndjson';
import { sharedIsThere, sharedPath } from '../../testing/node/shared';
import { canonicalJson } from '../event/canonical-json';
import { contentHash, referenceHash } from '../event/hashes';
import type { JsonObject } from '../event/json';
import { receivePdu } from '../event/receive-pdu';
import { symbolicPdu } from '../event/symbolic-pdu';
import { rulesOf } from '../testing/usual-room';
import { checkAgainstState } from './check-against-state';
import { checkAuthEvents } from './check-auth-events';
import { authStateOf } from './map-auth-state';

interface DisputedCase {
  readonly id: string;
  readonly room_version: string;
  readonly event: JsonObject;
  readonly auth_state?: readonly JsonObject[];
  readonly content_hash?: string;
  readonly reference_hash_base64?: string;
  readonly reference_hash_quoted_by_child?: string;
}

/** Where we stand on a published case on which implementations disagree. */
interface Position {
  readonly id: string;
  /** What refuses it against the state given; null: allowed. */
  readonly againstState: string | null;
  /** What refuses it elsewhere: by its format, or by the auth events that it cites; null: nothing. */
  readonly elsewhere: string | null;
  readonly why: string;
}

const POSITIONS: readonly Position[] = [
  {
    id: 'gmsl/TestAllowedEmptyRoom/6',
    againstState: 'R1.room-id',
    elsewhere: 'format.sender',
    why: 'A sender that is no user ID is a matter of format; it also has no server that could be the room’s.',
  },
  {
    id: 'gmsl/TestAllowedEmptyRoom/7',
    againstState: 'R1.room-id',
    elsewhere: 'format.room-id',
    why: 'A room ID that is none is a matter of format; it also is not of the creator’s server.',
  },
  {
    id: 'gmsl/TestAllowedEmptyRoom/8',
    againstState: null,
    elsewhere: null,
    why: 'Rule 1 does not ask for a state key. Such an event is no state, and so creates no room.',
  },
  {
    id: 'gmsl/TestAllowedEmptyRoom/9',
    againstState: null,
    elsewhere: null,
    why: 'Rule 1 does not ask for an empty state key. No rule ever looks this entry up.',
  },
  {
    id: 'gmsl/TestAllowedFirstJoin/8',
    againstState: null,
    elsewhere: null,
    why: 'The creator’s first join is allowed before it is asked who sends it, by the letter and in Synapse.',
  },
  {
    id: 'gmsl/TestAllowedWithPowerLevels/11',
    againstState: null,
    elsewhere: 'R2.other-room',
    why: 'Events of another room are refused as auth events (rule 2); a state never holds any.',
  },
  {
    id: 'gmsl/TestRedactAllowed/6',
    againstState: null,
    elsewhere: null,
    why: 'Who has the level may redact; a target that is no event ID redacts nothing.',
  },
  {
    id: 'gmsl/TestRedactAllowed/7',
    againstState: null,
    elsewhere: null,
    why: 'As before: a redaction without target redacts nothing.',
  },
];

/** The cases leave out what a whole event needs. */
function formatRefusal({ event, room_version }: DisputedCase): string | undefined {
  const whole = { ...event, depth: 1, prev_events: [], hashes: { sha256: '' } };
  const bytes = new TextEncoder().encode(canonicalJson(whole));
  const received = receivePdu(whole, bytes, rulesOf(room_version), nobleHashing);
  return received.ok ? received.value.formatRefusal?.ruleId : received.failure.reason;
}

function citedRefusal({ event, auth_state = [], room_version }: DisputedCase): string | undefined {
  const held = auth_state.map((raw) => ({ pdu: symbolicPdu(raw), rejected: false }));
  const [create] = held;
  const selected = held.filter(({ pdu }) => pdu.stateKey === '' || pdu.stateKey === event.sender);
  const pdu = symbolicPdu(event);
  return checkAuthEvents(pdu, selected, create, rulesOf(room_version))?.ruleId;
}

describe.runIf(sharedIsThere)('published cases on which implementations disagree', () => {
  const path = sharedPath('fixtures/disputed.ndjson');
  const cases = sharedIsThere ? readNdjson<DisputedCase>(path) : [];
  const caseOf = (id: string) =>
    required(
      cases.find((each) => each.id === id),
      id,
    );

  it.each(POSITIONS.map((each) => [each.id, each] as const))('%s', (id, position) => {
    const each = caseOf(id);
    const state = authStateOf((each.auth_state ?? []).map(symbolicPdu));
    const refusal = checkAgainstState(symbolicPdu(each.event), state, rulesOf(each.room_version));
    expect(refusal?.ruleId ?? null, position.why).toBe(position.againstState);
    const elsewhere = formatRefusal(each) ?? citedRefusal(each) ?? null;
    expect(elsewhere, position.why).toBe(position.elsewhere ?? position.againstState);
  });

  // The source edited this event after its child had quoted its hash. We hash what stands there.
  it('mined/gmsl/62', () => {
    const { event, room_version, ...each } = caseOf('mined/gmsl/62');
    const hash = base64(referenceHash(event, rulesOf(room_version), nobleHashing));
    expect(contentHash(event, nobleHashing)).toBe(each.content_hash);
    expect(hash).toBe(each.reference_hash_base64);
    expect(hash).not.toBe(each.reference_hash_quoted_by_child);
  });

  it('are all there', () => {
    expect(cases.map(({ id }) => id)).toEqual([...POSITIONS.map(({ id }) => id), 'mined/gmsl/62']);
  });
});
