import { describe, expect, test } from 'vitest';
import { DENDRITE_POINTS, type DendritePoint } from '../../matrix/room-versions/algorithm';
import { eventsOf, stateBefore } from '../../roomserver/internal/query/state-at';
import { dendriteRoomsIn, readDendriteRoom, verdictsOf } from '../node/dendrite-recordings';
import { fileSource } from '../node/node-platform';
import { ownRoomPath } from '../node/own-rooms';
import { eventIdsOf, importSources, type LoadedRoom } from '../node/recorded-room';
import { recordingsIn } from '../node/sidecar';

const FOLDER = ownRoomPath('recorded');

/** Stored and judged by the roomserver as a Dendrite would. */
function importAsDendrite(name: string, points: readonly DendritePoint[]) {
  const files = recordingsIn(FOLDER).filter(({ room }) => room === name);
  const sources = files.map(({ eventsPath }) => fileSource(eventsPath));
  return importSources(sources, { algorithm: 'dendrite', points });
}

/** `SERVER before $id` and `SERVER verdict of $id`, where that server held something else. */
function differences(name: string, room: LoadedRoom): string[] {
  const { events, states } = room;
  const found: string[] = [];
  for (const { server, sidecar } of readDendriteRoom(FOLDER, name).servers) {
    for (const [id, theirs] of Object.entries(sidecar.state_before ?? {})) {
      const before = stateBefore(events, states, events.rowOfId(id));
      const ours = before && eventIdsOf(room, eventsOf(states, before));
      if (String(ours) !== String(Object.values(theirs).sort()))
        found.push(`${server} before ${id}`);
    }
    for (const [id, wasRejected] of verdictsOf(sidecar)) {
      const isRejected = events.rejected[events.rowOfId(id)] === 1;
      if (isRejected !== wasRejected) found.push(`${server} verdict of ${id}`);
    }
  }
  return found;
}

describe('the roomserver under the dendrite profile', () => {
  // Of the three servers of wild1, c lost power levels; `recorded-dendrites.test.ts` says where.
  const names = dendriteRoomsIn(FOLDER).filter((name) => name !== 'wild1-v10');

  test.each(names)('holds what the Dendrites of %s held', async (name) => {
    expect(differences(name, await importAsDendrite(name, DENDRITE_POINTS))).toEqual([]);
  });

  test.each(['mixed-mini-absent-v10', 'mixed-mini-unban-v10', 'v10-ab', 'v11-abc'])(
    'holds something else of %s without points',
    async (name) => {
      expect(differences(name, await importAsDendrite(name, [])).length).toBeGreaterThan(0);
    },
  );

  test('calls a merge a conflict only where two events stand for a key', async () => {
    const conflicts = async (points: readonly DendritePoint[]) => {
      const { states } = await importAsDendrite('mixed-mini-absent-v10', points);
      const labels = states.allSnapshots().map((nid) => states.label(nid));
      return labels.filter((label) => label === 'full_state_with_conflicts').length;
    };
    expect(await conflicts(['A'])).toBeLessThan(await conflicts([]));
  });
});
