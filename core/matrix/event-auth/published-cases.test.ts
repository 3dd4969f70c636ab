import { describe, expect, it } from 'vitest';
import { required } from '../../base/assert';
import { readNdjson } from '../../testing/node/read-ndjson';
import { sharedIsThere, sharedPath } from '../../testing/node/shared';
import type { JsonArray, JsonObject } from '../event/json';
import { parseJson } from '../event/parse-json';
import { symbolicPdu } from '../event/symbolic-pdu';
import { roomVersionRules } from '../room-versions/versions';
import { authEventSelection } from './auth-event-selection';
import { checkAgainstState } from './check-against-state';
import { checkAuthEvents } from './check-auth-events';
import { readLevel } from './level-values';
import { authStateOf } from './map-auth-state';
import type { Refusal } from './verdict';

interface AuthCase {
  readonly id: string;
  readonly check: 'create' | 'state-dependent' | 'state-independent';
  readonly room_version: string;
  readonly event: JsonObject;
  readonly auth_state?: readonly JsonObject[];
  readonly known_events?: readonly JsonObject[];
  readonly expected: 'allow' | 'reject';
}

interface SelectionCase {
  readonly id: string;
  readonly room_version: string;
  readonly event: JsonObject;
  readonly expected_keys: readonly (readonly [string, string])[];
}

interface LevelCase {
  readonly id: string;
  readonly kind: string;
  readonly input_json: string;
  readonly expected: number | string | null;
}

function rulesOf(version: string) {
  return required(roomVersionRules(version), `room version ${version}`);
}

function checkCase(authCase: AuthCase): Refusal | null {
  const rules = rulesOf(authCase.room_version);
  const event = symbolicPdu(authCase.event);
  const state = (authCase.auth_state ?? []).map(symbolicPdu);
  if (authCase.check !== 'state-independent') {
    return checkAgainstState(event, authStateOf(state), rules);
  }
  const held = (authCase.known_events ?? []).map((raw) => ({
    pdu: symbolicPdu(raw),
    rejected: raw.rejected === true,
  }));
  const cited = event.authEventIds.flatMap((id) => held.filter(({ pdu }) => pdu.eventId === id));
  const create = held.find(({ pdu }) => pdu.type === 'm.room.create');
  return checkAuthEvents(event, cited, create, rules);
}

describe.runIf(sharedIsThere)('published authorization cases', () => {
  const cases = sharedIsThere ? readNdjson<AuthCase>(sharedPath('fixtures/auth-rules.ndjson')) : [];

  it.each(cases.map((each) => [each.id, each] as const))('%s', (_, each) => {
    const refusal = checkCase(each);
    expect({ refusal, verdict: refusal === null ? 'allow' : 'reject' }).toMatchObject({
      verdict: each.expected,
    });
  });

  it('are all there', () => expect(cases.length).toBe(331));
});

describe.runIf(sharedIsThere)('published auth event selections', () => {
  const path = sharedPath('fixtures/auth-event-selection.ndjson');
  const cases = sharedIsThere ? readNdjson<SelectionCase>(path) : [];
  // Lists what gomatrixserverlib's aliases rule reads, not what the event may cite: it has no sender.
  const notASelection = 'gmsl/TestStateNeededForAlias';
  const selections = cases.filter(({ id }) => id !== notASelection);

  it.each(selections.map((each) => [each.id, each] as const))('%s', (_, each) => {
    const selection = authEventSelection(symbolicPdu(each.event), rulesOf(each.room_version));
    expect(selection.map(String).toSorted()).toEqual(each.expected_keys.map(String).toSorted());
  });

  it('hold at least what the aliases rule reads', () => {
    const each = required(
      cases.find(({ id }) => id === notASelection),
      notASelection,
    );
    const selection = authEventSelection(symbolicPdu(each.event), rulesOf(each.room_version));
    expect(selection).toEqual(expect.arrayContaining(each.expected_keys.map((key) => [...key])));
  });

  it('are all there', () => expect([cases.length, selections.length]).toEqual([6, 5]));
});

describe.runIf(sharedIsThere)('published readings of power levels before version 10', () => {
  const path = sharedPath('fixtures/state-res-parts.ndjson');
  const all = sharedIsThere ? readNdjson<LevelCase>(path) : [];
  const cases = all.filter(({ kind }) => kind === 'power-level-int-v1-v9');

  it.each(cases.map((each) => [each.input_json, each] as const))('%s', (_, each) => {
    const [value] = parseJson(`[${each.input_json}]`) as JsonArray;
    const level = readLevel(value, 'int-string-float');
    expect(level === null ? null : String(level)).toBe(
      each.expected === null ? null : String(each.expected),
    );
  });

  it('are all there', () => expect(cases.length).toBe(16));
});
