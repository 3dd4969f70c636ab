import { describe, expect, it } from 'vitest';
import { required } from '../../base/assert';
import { nobleSigning } from '../../base/noble-signing';
import { NO_KEYS } from '../../matrix/event/verify-keys';
import { roomVersionRules } from '../../matrix/room-versions/versions';
import { computeLadder } from '../../roomserver/internal/query/compute-ladder';
import { StoredRoom } from '../../roomserver/internal/query/stored-room';
import { loadRoom, openRecordedDatabase } from '../node/recorded-room';
import { sharedIsThere, sharedPath } from '../node/shared';

/** How many events of a database get which ladder: `accepted: true true true`, rules where refused. */
async function tallyOf(path: string): Promise<Record<string, number>> {
  const storage = await openRecordedDatabase(sharedPath(path));
  const tally: Record<string, number> = {};
  for (const row of storage.rooms.all()) {
    const { events, states } = await loadRoom(storage, row.roomId);
    const rules = required(roomVersionRules(row.roomVersion), row.roomVersion);
    const room = new StoredRoom(events, states, rules);
    for (let at = 0; at < events.count; at++) {
      const ladder = computeLadder(room, events, states, at, NO_KEYS, nobleSigning);
      const recorded = events.rejected[at] === 1 ? 'rejected' : 'accepted';
      const levels = ladder.map(({ ok, refusal }) => refusal?.ruleId ?? String(ok));
      const key = `${recorded}: ${levels.join(' ')}`;
      tally[key] = (tally[key] ?? 0) + 1;
    }
  }
  storage.close();
  return tally;
}

/*
 * Honest servers store as rejected only what their own users were not allowed to do, and an event that
 * a real Dendrite accepted passes our rules against that Dendrite's own state.
 */
describe.runIf(sharedIsThere)('ladders computed for databases of real Dendrites', () => {
  it('of a server in 22 federated rooms', async () => {
    expect(await tallyOf('rooms/dendrite/fed/a/roomserver.db.gz')).toEqual({
      'accepted: true true true': 7063,
      'accepted: true true null': 10,
      'rejected: true R5.join.invite-only R5.join.invite-only': 12,
      'rejected: true R5.ban.level R5.ban.level': 24,
    });
  });

  it('of a server that joined late', async () => {
    expect(await tallyOf('rooms/dendrite/fed/c/roomserver.db.gz')).toEqual({
      'accepted: true true true': 2016,
      'accepted: true true null': 65,
      'rejected: true R5.join.invite-only R5.join.invite-only': 1,
      'rejected: true R5.ban.level R5.ban.level': 6,
    });
  });

  it('of a server alone', async () => {
    expect(await tallyOf('rooms/dendrite/single/lone/large-roomserver.db.gz')).toEqual({
      'accepted: true true true': 13369,
      'rejected: true R5.join.invite-only R5.join.invite-only': 4,
    });
  });
});
