import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { inProcessEngine } from '../../testing/node/in-process-engine';
import { sharedIsThere, sharedPath } from '../../testing/node/shared';
import { sidecarsIn } from '../../testing/node/sidecar';
import type { Triple } from '../reports';

const DATABASES = [
  { file: 'fed/a/roomserver.db.gz', rooms: 'fed', server: 'a', sentRedacted: 0 },
  // Server c was sent a few events redacted, which do not say so: their hashes cannot verify.
  { file: 'fed/c/roomserver.db.gz', rooms: 'fed', server: 'c', sentRedacted: 3 },
  {
    file: 'single/lone/large-roomserver.db.gz',
    rooms: 'single',
    server: 'lone',
    sentRedacted: 0,
  },
  {
    file: 'linear/linear/large-roomserver.db.gz',
    rooms: 'linear',
    server: 'linear',
    sentRedacted: 0,
  },
] as const;

function asRecord(state: readonly Triple[]): Record<string, string> {
  return Object.fromEntries(state.map(([type, key, id]) => [`${type}|${key}`, id]));
}

function sha256(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}

describe.runIf(sharedIsThere).each(DATABASES)(
  '$file (../shared)',
  ({ file, rooms, server, sentRedacted }) => {
    const path = sharedPath(`rooms/dendrite/${file}`);

    test('state, storage and info answer as the server that wrote it', async () => {
      const sidecars = sidecarsIn(sharedPath(`rooms/dendrite/${rooms}`), server);
      const before = sha256(path);
      const { client, grantFile, bugs } = inProcessEngine();
      const { documentId, readOnly } = await client.request('document.open', {
        sources: [grantFile(path)],
        roomId: null,
        policy: 'dendrite',
        schema: 'dendrite',
        algorithm: null,
        points: null,
        keys: null,
      });
      expect(readOnly).toBe(true);
      expect(sidecars.length).toBeGreaterThan(0);
      let hashMismatches = 0;
      for (const { read } of sidecars) {
        const sidecar = read();
        const { counts } = sidecar;
        const choice = { documentId, roomId: sidecar.room_id };
        const ids = Object.keys(sidecar.state_before);
        const at = ids.map((eventId) => ({ kind: 'before', eventId }) as const);
        const { states } = await client.request('debug.state', {
          ...choice,
          at: [{ kind: 'now' }, ...at],
        });
        expect(states.map(({ state }) => asRecord(state))).toEqual([
          sidecar.current_state,
          ...Object.values(sidecar.state_before),
        ]);
        expect(await client.request('debug.storage', choice)).toMatchObject({
          events: counts.events,
          snapshots: counts.snapshots,
          blocks: counts.blocks,
          entries: counts.block_entries_total,
          blocks_per_snapshot: { max: counts.max_blocks_per_snapshot },
        });
        const { rooms: reports } = await client.request('document.info', choice);
        expect(reports).toHaveLength(1);
        expect(reports[0]).toMatchObject({
          events: counts.events,
          state_events: counts.state_events,
          merges: counts.merges,
          id_mismatches: [],
          verdicts: { rejected: counts.rejected, outlier: counts.outliers },
        });
        hashMismatches += reports[0]?.hash_mismatches.length ?? 0;
      }
      expect(hashMismatches).toBe(sentRedacted);
      expect(sha256(path)).toBe(before);
      expect(bugs).toEqual([]);
    });
  },
);
