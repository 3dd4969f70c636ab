import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../event/json';
import { symbolicPdu } from '../event/symbolic-pdu';
import { ALICE, BOB, CREATE, joinRules, member, message, rulesOf } from '../testing/usual-room';
import type { HeldAuthEvent } from './auth-state';
import { checkAuthEvents } from './check-auth-events';

function held(raw: JsonObject, rejected = false): HeldAuthEvent {
  return { pdu: symbolicPdu({ room_id: '!room:a', ...raw }), rejected };
}

const create = held(CREATE);
const join = held(member(BOB, 'join'));

function check(
  cited: readonly HeldAuthEvent[],
  more: JsonObject = {},
  version = '11',
  room: HeldAuthEvent | undefined = create,
) {
  const auth_events = cited.map(({ pdu }) => pdu.eventId);
  const event = symbolicPdu({ room_id: '!room:a', auth_events, ...message(BOB), ...more });
  return checkAuthEvents(event, cited, room, rulesOf(version));
}

describe('auth events', () => {
  it('of the selection are allowed, all or some', () => {
    expect(check([create, join])).toBeNull();
    expect(check([create])).toBeNull();
  });

  it('must not cite two of one key', () => {
    const refusal = check([create, join, held({ ...member(BOB, 'join'), event_id: '$again' })]);
    expect(refusal).toMatchObject({
      ruleId: 'R2.duplicate',
      evidence: [`$join-${BOB}`, '$again'],
      because: 'It cites two auth events of type m.room.member for @bob:b.',
    });
  });

  it('must not cite one twice, even one that is not held', () => {
    const refusal = check([create], { auth_events: ['$create', '$gone', '$gone'] });
    expect(refusal?.ruleId).toBe('R2.duplicate');
  });

  it('must have a bearing on the event', () => {
    const refusal = check([create, held(joinRules('public'))]);
    expect(refusal).toMatchObject({
      ruleId: 'R2.not-selected',
      evidence: ['$m.room.join_rules'],
      section: 'Room version 11, authorization rule 2.2',
    });
    expect(check([create, held(member(ALICE, 'join'))])?.ruleId).toBe('R2.not-selected');
  });

  it('must not have been rejected', () => {
    const refusal = check([create, held(member(BOB, 'join'), true)]);
    expect(refusal).toMatchObject({ ruleId: 'R2.rejected', evidence: [`$join-${BOB}`] });
  });

  it('must include the create event', () => {
    expect(check([join])).toMatchObject({ ruleId: 'R2.no-create', evidence: ['$create'] });
    expect(check([])?.ruleId).toBe('R2.no-create');
  });

  it('say nothing about the create event where it may be among missing ones', () => {
    const event = symbolicPdu({ ...message(BOB), auth_events: ['$gone'] });
    expect(checkAuthEvents(event, [], undefined, rulesOf('11'))).toBeNull();
    expect(checkAuthEvents(event, [], create, rulesOf('11'))?.ruleId).toBe('R2.no-create');
  });

  it('must be of the same room', () => {
    const stranger = held({ ...member(BOB, 'join'), room_id: '!other:a' });
    expect(check([create, stranger])).toMatchObject({ ruleId: 'R2.other-room' });
  });
});

describe('auth events in version 12', () => {
  const { room_id: _, ...withoutRoomId } = CREATE;
  const made = { ...create, pdu: symbolicPdu(withoutRoomId) };
  const inRoom = { room_id: '!create' };
  const joined = held({ ...member(BOB, 'join'), ...inRoom });

  it('do not include the create event', () => {
    expect(check([joined], inRoom, '12', made)).toBeNull();
    expect(check([made, joined], inRoom, '12', made)?.ruleId).toBe('R2.not-selected');
  });

  it('need an accepted create event of the room ID', () => {
    expect(check([join], {}, '12', made)?.ruleId).toBe('R1b');
    expect(check([joined], inRoom, '12', { ...made, rejected: true })?.ruleId).toBe('R1b');
    const event = symbolicPdu({ ...message(BOB), ...inRoom });
    expect(checkAuthEvents(event, [], undefined, rulesOf('12'))?.ruleId).toBe('R1b');
  });
});
