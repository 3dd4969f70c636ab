import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { heldOracleRoom } from '../../testing/node/held-oracle-room';
import { oracleRoomFiles, readOracleRoom } from '../../testing/node/oracle-rooms';
import { REPOSITORY_ROOT } from '../../testing/node/shared';
import { resolveStates } from '../replay/resolve-states';
import { DENDRITE_POINTS, readLiterally, withAlgorithm } from '../room-versions/algorithm';
import { traceComplaints } from '../testing/trace-replay/trace-complaints';
import { tracedResolution } from '../testing/traced-resolution';
import { rulesOf } from '../testing/usual-room';

const ROOMS = resolve(REPOSITORY_ROOT, 'core/testing/rooms/oracle');

describe('the traces of all merges of an oracle room of each version', () => {
  it.each(oracleRoomFiles(ROOMS))('%s: replay to the result, under every reading', (name) => {
    const oracle = readOracleRoom(ROOMS, name);
    const own = rulesOf(oracle.room_version);
    const room = heldOracleRoom(oracle, own);
    const dendrite = withAlgorithm(own, { algorithm: 'dendrite', points: DENDRITE_POINTS });
    for (const { prev_events, state_sets, resolved } of oracle.merges) {
      const sets = state_sets.map((ids) => room.stateOf(ids));
      for (const rules of [own, readLiterally(own), dendrite]) {
        const { steps, state } = tracedResolution(sets, room, rules);
        expect([prev_events, traceComplaints(steps, sets, room, rules)]).toEqual([prev_events, []]);
        expect([...state]).toEqual([...resolveStates(sets, room, rules)]);
        if (rules === own) expect(room.idsOf(state)).toEqual(resolved.toSorted());
      }
    }
    expect(oracle.merges.length).toBeGreaterThan(0);
  });
});
