import { describe, expect, it } from 'vitest';
import { required } from '../../../base/assert';
import {
  compareWithDendrites,
  type DendriteRoom,
  dendriteRoomsIn,
  readDendriteRoom,
} from '../../../testing/node/dendrite-recordings';
import { ownRoomPath } from '../../../testing/node/own-rooms';
import { sharedIsThere, sharedPath } from '../../../testing/node/shared';
import { DENDRITE_POINTS, type DendritePoint, withAlgorithm } from '../../room-versions/algorithm';
import { roomVersionRules } from '../../room-versions/versions';

function compare(room: DendriteRoom, points: readonly DendritePoint[]) {
  const rules = required(roomVersionRules(room.version), room.version);
  return compareWithDendrites(room, withAlgorithm(rules, { algorithm: 'dendrite', points }));
}

/**
 * Server c joined while branches were open, and stored fetched power levels as events without a
 * state key: where these lay on a branch it lost them.
 */
const LOST_POWER_LEVELS: Readonly<Record<string, readonly string[]>> = {
  'wild1-v10': [
    'before $AaWk1ZPpGte94dXZK5_kX3c809qi2oYrYicBrNFJVmc',
    'before $QdBlBc-aDwvFFqYaEYjuzDnmyfg2xhMDkEOkip8fZzE',
    'before $dXeM7DxnbrMiKcYjOxCxU5g1WAt83fLRniYblyssQUY',
    'before $FdHfd3zoy8RqSsjSO_ohH6bQKJN0h2WMNEPCLZAOQ5w',
    'before $GCkMy2k7Q8b7fyHZkjhvdiMlIRAk9OQOdydI5V6QcWA',
  ],
  'wild3-v12': [
    'before $vjHj2-r7uxehAGYn1bhQt4gaSI_z4c2NXllUCB2UEQo',
    'before $nj6Ua-i25UKc4ZiLhOy5_Qn6IVo8O3GdxTdGt_Qg_nA',
  ],
};

function expectAgreement(room: DendriteRoom): void {
  const { differences, states, verdicts } = compare(room, DENDRITE_POINTS);
  const known = LOST_POWER_LEVELS[room.name] ?? [];
  const expected = known.map((what) => ({ server: 'c', what, keys: ['m.room.power_levels|'] }));
  expect(differences).toEqual(expected);
  expect(states).toBeGreaterThan(room.servers.length);
  expect(verdicts).toBeGreaterThanOrEqual(room.pdus.length - OUTLIERS_AT_MOST);
}

/** A server that joined holds so many events of the time before without having judged them. */
const OUTLIERS_AT_MOST = 10;

function expectDifference(room: DendriteRoom, leftOut: DendritePoint): void {
  const points = DENDRITE_POINTS.filter((point) => point !== leftOut);
  expect(compare(room, points).differences.length).toBeGreaterThan(
    compare(room, DENDRITE_POINTS).differences.length,
  );
}

describe('small copies of rooms that Dendrites took part in', () => {
  const folder = ownRoomPath('recorded');

  it.each(dendriteRoomsIn(folder))('%s', (name) => {
    expectAgreement(readDendriteRoom(folder, name));
  });

  it.each([
    ['A', 'mixed-mini-absent-v10'],
    ['A', 'shot-pl_both-v6'],
    ['C', 'v10-ab'],
    ['E', 'mixed-mini-unban-v10'],
    ['F', 'v11-abc'],
    ['K', 'v10-ab'],
    ['L', 'v11-abc'],
    ['P', 'v10-ab'],
    ['U', 'shot-mutual_ban-v12'],
  ] as const)('without %s %s comes out otherwise', (leftOut, name) => {
    expectDifference(readDendriteRoom(folder, name), leftOut);
  });
});

describe.runIf(sharedIsThere)('rooms that Dendrites took part in', () => {
  const rooms = (
    sharedIsThere ? ['dendrite/fed', 'dendrite/single', 'dendrite/linear', 'mixed'] : []
  )
    .map((set) => sharedPath(`rooms/${set}`))
    .flatMap((folder) => dendriteRoomsIn(folder).map((name) => ({ name, folder })));

  it.each(rooms)(
    '$name',
    ({ name, folder }) => {
      expectAgreement(readDendriteRoom(folder, name));
    },
    60_000,
  );

  it('are all there', () => expect(rooms.length).toBe(34));

  it.each([
    ['A', 'mixed-mini-absent-v10'],
    ['A', 'v6-ab'],
    ['A', 'v11-ab'],
    ['A', 'shot-pl_both-v6'],
    ['C', 'v10-ab'],
    ['E', 'mixed-mini-unban-v10'],
    ['F', 'v11-abc'],
    ['K', 'v9-ba'],
    ['K', 'v10-ab'],
    ['L', 'v11-abc'],
    ['M', 'v10-abc'],
    ['P', 'v10-ab'],
    ['P', 'v12-ab'],
    ['U', 'v12-ab'],
  ] as const)('without %s %s comes out otherwise', (leftOut, name) => {
    const { folder } = required(
      rooms.find((room) => room.name === name),
      name,
    );
    expectDifference(readDendriteRoom(folder, name), leftOut);
  });
});
