import { describe } from 'vitest';
import { judge } from '../../testing/node/judge-rules';
import type { JsonObject } from '../event/json';
import { ALICE, BOB, CAROL, powerLevels, USERS } from '../testing/usual-room';

describe('changing power levels', () => {
  const change = (content: JsonObject, sender: string = BOB) => powerLevels(content, sender);
  const raised = powerLevels({
    users: USERS,
    ban: 60,
    events: { a: 60 },
    notifications: { room: 60 },
  });
  const keep = { ban: 60, events: { a: 60 }, notifications: { room: 60 } };
  judge([
    { name: 'nothing', event: change({ users: USERS }), rule: null },
    {
      name: 'levels that are no integers',
      event: change({ users: USERS, ban: '50' }),
      rule: 'R10.defaults-not-integers',
    },
    {
      name: 'levels as strings in version 9',
      version: '9',
      event: change({ users: USERS, ban: '50' }),
      rule: null,
    },
    {
      name: 'unreadable levels in version 9',
      version: '9',
      event: change({ users: USERS, ban: 'x' }),
      rule: 'R10.unreadable',
    },
    {
      name: 'unreadable maps in version 9',
      version: '9',
      event: change({ users: USERS, events: [] }),
      rule: 'R10.unreadable',
    },
    {
      name: 'maps that are no integers',
      event: change({ users: USERS, events: { a: null } }),
      rule: 'R10.maps-not-integers',
    },
    {
      name: 'notifications that are no integers',
      event: change({ users: USERS, notifications: 5 }),
      rule: 'R10.maps-not-integers',
    },
    {
      name: 'users that are no users',
      event: change({ users: { ...USERS, bob: 0 } }),
      rule: 'R10.users',
    },
    {
      name: 'users without levels',
      event: change({ users: { ...USERS, [CAROL]: 'x' } }),
      rule: 'R10.users',
    },
    {
      name: 'a default above one',
      state: [raised],
      event: change({ ...keep, users: USERS, ban: 50 }),
      rule: 'R10.defaults',
    },
    {
      name: 'a default to above one',
      event: change({ users: USERS, kick: 51 }),
      rule: 'R10.defaults',
    },
    {
      name: 'an event above one',
      state: [raised],
      event: change({ ...keep, users: USERS, events: {} }),
      rule: 'R10.events-changed',
    },
    {
      name: 'an event to above one',
      event: change({ users: USERS, events: { a: 51 } }),
      rule: 'R10.events-set',
    },
    {
      name: 'a notification above one',
      state: [raised],
      event: change({ ...keep, users: USERS, notifications: {} }),
      rule: 'R10.events-changed',
    },
    {
      name: 'a notification above one in version 5',
      version: '5',
      state: [raised],
      event: change({ ...keep, users: USERS, notifications: {} }),
      rule: null,
    },
    {
      name: 'an equal',
      state: [powerLevels({ users: { ...USERS, [CAROL]: 50 } })],
      event: change({ users: USERS }),
      rule: 'R10.users-changed',
    },
    {
      name: 'somebody to above one',
      event: change({ users: { ...USERS, [CAROL]: 51 } }),
      rule: 'R10.users-set',
      evidence: ['$m.room.power_levels'],
    },
    { name: 'oneself down', event: change({ users: { ...USERS, [BOB]: 10 } }), rule: null },
    {
      name: 'oneself up',
      event: change({ users: { ...USERS, [BOB]: 51 } }),
      rule: 'R10.users-set',
    },
    {
      name: 'a creator in version 12',
      version: '12',
      event: change({ users: USERS }, ALICE),
      rule: 'R10.creators',
      evidence: ['$create'],
    },
    {
      name: 'anything as creator in version 12',
      version: '12',
      event: change({ users: { [BOB]: 1e6 }, ban: 1e6 }, ALICE),
      rule: null,
    },
  ]);
});
