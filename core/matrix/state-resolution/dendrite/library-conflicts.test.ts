import { describe, expect, it } from 'vitest';
import { required } from '../../../base/assert';
import { readUnpacked } from '../../../testing/node/recorded-room';
import { sharedIsThere, sharedPath } from '../../../testing/node/shared';
import type { JsonObject } from '../../event/json';
import { symbolicPdu } from '../../event/symbolic-pdu';
import { resolveStateMaps } from '../../replay/resolve-states';
import { DENDRITE_POINTS, withAlgorithm } from '../../room-versions/algorithm';
import { roomVersionRules } from '../../room-versions/versions';
import { MemoryRoom } from '../memory-room';

interface Conflict {
  readonly room_version: string;
  readonly state_sets: readonly (readonly string[])[];
}

const linesOf = (path: string) =>
  readUnpacked(sharedPath(path)).toString('utf8').trimEnd().split('\n');

describe.runIf(sharedIsThere)("large conflicts, as Dendrite's library resolves them", () => {
  it.each(['conflict-1k', 'conflict-10k'])('%s', (name) => {
    const [first, ...events] = linesOf(`bench/${name}.ndjson.gz`);
    const { room_version, state_sets } = JSON.parse(required(first, name)) as Conflict;
    const room = new MemoryRoom();
    for (const event of events) room.add(symbolicPdu(JSON.parse(event) as JsonObject));
    const rules = withAlgorithm(required(roomVersionRules(room_version), room_version), {
      algorithm: 'dendrite',
      points: DENDRITE_POINTS,
    });
    const sets = state_sets.map((ids) => room.stateOf(ids));
    const { state } = resolveStateMaps(sets, room, rules);
    expect(room.idsOf(state)).toEqual(linesOf(`bench/${name}.resolved.txt`));
  });
});
