import { describe, expect, test } from 'vitest';
import { ownRoomPath } from '../node/own-rooms';
import { describeForks, judgedRecordings } from '../node/recorded-forks';
import { sharedIsThere, sharedPath } from '../node/shared';

const own = judgedRecordings(ownRoomPath('recorded'), ownRoomPath('recorded'));

test('rooms were found in the repository', () => {
  expect(own).toHaveLength(16);
});

describeForks('real forks', own);

const SHARED = [
  { recorded: 'dendrite/fed', oracle: 'dendrite-fed' },
  { recorded: 'dendrite/single', oracle: 'dendrite-single' },
  { recorded: 'synapse', oracle: 'synapse' },
  { recorded: 'mixed', oracle: 'mixed' },
];

describe.runIf(sharedIsThere)('../shared', () => {
  const all = (sharedIsThere ? SHARED : []).map(({ recorded, oracle }) => ({
    recorded,
    rooms: judgedRecordings(sharedPath(`rooms/${recorded}`), sharedPath(`rooms/oracle/${oracle}`)),
  }));

  test('rooms were found', () => {
    expect(all.flatMap(({ rooms }) => rooms).length).toBeGreaterThan(80);
  });

  for (const { recorded, rooms } of all) describeForks(recorded, rooms);
});
