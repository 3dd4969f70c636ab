import type { Pdu } from '../../../matrix/event/pdu';
import { symbolicPdu } from '../../../matrix/event/symbolic-pdu';
import { authEventSelection } from '../../../matrix/event-auth/auth-event-selection';
import type { AuthState } from '../../../matrix/event-auth/auth-state';
import { checkAgainstState } from '../../../matrix/event-auth/check-against-state';
import { checkAuthEvents } from '../../../matrix/event-auth/check-auth-events';
import { authStateOf } from '../../../matrix/event-auth/map-auth-state';
import type { Refusal } from '../../../matrix/event-auth/verdict';
import type { RoomVersionRules } from '../../../matrix/room-versions/rules';
import { type CaseKind, chosenRules } from '../case-kind';
import type { Fields } from '../fields';

/** One event against a state, or against the auth events that it cites. */
export const authorizationCases: CaseKind = {
  kinds: ['auth'],
  name: 'authorization rules',
  check(fields, { options }, checks) {
    const rules = chosenRules(fields.rules(), options);
    const expected = fields.string('expected');
    if (expected !== 'allow' && expected !== 'reject')
      throw fields.error('expected', 'expected allow or reject');
    const refusal = judge(fields, rules);
    const got = refusal === null ? 'allow' : 'reject';
    const because = refusal === null ? got : `reject: ${refusal.because} (${refusal.ruleId})`;
    const { eventId } = symbolicPdu(fields.object('event'));
    checks.verdict(expected === got, 'authorization', eventId, expected, because);
  },
};

function judge(fields: Fields, rules: RoomVersionRules): Refusal | null {
  const event = symbolicPdu(fields.object('event'));
  const check = fields.string('check');
  if (check === 'state-independent') return byAuthEvents(fields, event, rules);
  if (check !== 'state-dependent' && check !== 'create')
    throw fields.error('check', 'expected state-dependent, state-independent or create');
  const state = fields.each('auth_state').map(({ value }) => symbolicPdu(value));
  return checkAgainstState(event, authStateOf(state), rules);
}

/** Of the events that are known, those cited; a known event says of itself whether it was rejected. */
function byAuthEvents(fields: Fields, event: Pdu, rules: RoomVersionRules): Refusal | null {
  const held = fields.each('known_events').map(({ value }) => ({
    pdu: symbolicPdu(value),
    rejected: value.rejected === true,
  }));
  const byId = new Map(held.map((each) => [each.pdu.eventId, each]));
  const cited = event.authEventIds.flatMap((id) => byId.get(id) ?? []);
  const create = held.find(({ pdu }) => pdu.type === 'm.room.create');
  return checkAuthEvents(event, cited, create, rules);
}

/** Which entries of the state an event cites. */
export const selectionCases: CaseKind = {
  kinds: ['auth-event-selection'],
  name: 'auth event selections',
  check(fields, { options }, checks) {
    const rules = chosenRules(fields.rules(), options);
    const event = symbolicPdu(fields.object('event'));
    // Whom an event without a sender would cite cannot be said; only what its rules read.
    const selection = fields.fields('event').has('sender')
      ? authEventSelection(event, rules)
      : entriesRead(event, rules);
    const expected = fields.stringLists('expected_keys').map(String);
    checks.sameSet('auth event selection', null, expected, selection.map(String));
  },
};

function entriesRead(event: Pdu, rules: RoomVersionRules): readonly (readonly string[])[] {
  const read: (readonly string[])[] = [];
  const state: AuthState = {
    get(type, stateKey) {
      read.push([type, stateKey]);
      return undefined;
    },
  };
  checkAgainstState(event, state, rules);
  return read;
}
