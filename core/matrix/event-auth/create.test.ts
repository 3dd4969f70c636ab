import { describe, expect, it } from 'vitest';
import { judge } from '../../testing/node/judge-rules';
import type { JsonObject } from '../event/json';
import type { Pdu } from '../event/pdu';
import { symbolicPdu } from '../event/symbolic-pdu';
import { ALICE, BOB, CREATE, rulesOf } from '../testing/usual-room';
import { checkAuthEvents } from './check-auth-events';

describe('the create event', () => {
  const create = (more: JsonObject, content: JsonObject = { creator: ALICE }): JsonObject => ({
    ...CREATE,
    prev_events: [],
    content,
    ...more,
  });
  judge([
    { name: 'is allowed', event: create({}), rule: null },
    { name: 'must be first', event: create({ prev_events: ['$x'] }), rule: 'R1.prev-events' },
    { name: 'of a stranger', event: create({ sender: BOB }), rule: 'R1.room-id' },
    {
      name: 'of unknown version',
      event: create({}, { room_version: '99' }),
      rule: 'R1.room-version',
    },
    {
      name: 'without creator in version 10',
      version: '10',
      event: create({}, {}),
      rule: 'R1.creator',
    },
    { name: 'without creator in version 11', event: create({}, {}), rule: null },
    { name: 'with a room ID in version 12', version: '12', event: create({}), rule: 'R1.room-id' },
  ]);

  it('must list user IDs as additional creators in version 12', () => {
    const rules = rulesOf('12');
    const of = (additional_creators: JsonObject[string]): Pdu =>
      symbolicPdu({ event_id: '$c', type: 'm.room.create', content: { additional_creators } });
    expect(checkAuthEvents(of([BOB, '@x:[::1]:80']), [], undefined, rules)).toBeNull();
    for (const wrong of [BOB, [1], ['@bob'], ['bob:b'], ['@bob:b b'], [`@${'b'.repeat(254)}:b`]]) {
      expect(checkAuthEvents(of(wrong), [], undefined, rules)?.ruleId).toBe(
        'R1.additional-creators',
      );
    }
  });
});
