import { describe, expect, test } from 'vitest';
import { memorySource } from '../../interchange/memory-source';
import { canonicalJson } from '../../matrix/event/canonical-json';
import { currentState, eventsOf, stateBefore } from '../../roomserver/internal/query/state-at';
import { type OracleRoom, oracleRoomFiles, readOracleRoom } from '../node/oracle-rooms';
import { ownRoomPath } from '../node/own-rooms';
import { eventIdsOf, importSources, type LoadedRoom } from '../node/recorded-room';
import { sharedIsThere, sharedPath } from '../node/shared';

const SEPARATOR = ' ';

/** By the (sorted) prev events: the state that an event with exactly these comes after. */
function statesByPrevEvents(room: LoadedRoom, oracle: OracleRoom): Map<string, readonly string[]> {
  const states = new Map<string, readonly string[]>();
  oracle.events.forEach((event, index) => {
    const row = room.events.rowOfId(oracle.event_ids[index] ?? '');
    const before = stateBefore(room.events, room.states, row);
    const prev = (event.prev_events as readonly (string | readonly string[])[]).map((reference) =>
      typeof reference === 'string' ? reference : (reference[0] ?? ''),
    );
    if (before) {
      states.set(prev.sort().join(SEPARATOR), eventIdsOf(room, eventsOf(room.states, before)));
    }
  });
  return states;
}

/** Whole rooms through import, input and storage, against the answers of Synapse's functions. */
async function judge(oracle: OracleRoom): Promise<void> {
  const text = `[${oracle.events.map((event) => canonicalJson(event)).join(',\n')}]`;
  const room = await importSources([memorySource(oracle.id, Buffer.from(text))]);
  const accepted = oracle.event_ids.map((id) => !room.events.rejected[room.events.rowOfId(id)]);
  expect(accepted).toEqual(oracle.expected.map((verdict) => verdict.accepted));

  const states = statesByPrevEvents(room, oracle);
  const merges = oracle.merges.filter(({ prev_events }) =>
    states.has([...prev_events].sort().join(SEPARATOR)),
  );
  expect(merges.length).toBeGreaterThan(0);
  for (const { prev_events, resolved } of merges) {
    const key = [...prev_events].sort().join(SEPARATOR);
    expect(states.get(key), `after ${key}`).toEqual([...resolved].sort());
  }

  const now = currentState(room.events, room.states);
  const heads = eventIdsOf(room, room.events.room.latestEventNids);
  // Their heads count direct references from accepted events only; ours follow any chain.
  if (heads.join() === [...oracle.final.prev_events].sort().join()) {
    const current = now && eventIdsOf(room, eventsOf(room.states, now));
    expect(current).toEqual([...oracle.final.state].sort());
  }
}

function describeFolder(name: string, folder: string): void {
  describe(name, () => {
    test.each(oracleRoomFiles(folder))('%s', async (file) => {
      await judge(readOracleRoom(folder, file));
    });
  });
}

describeFolder('generated rooms', ownRoomPath('oracle'));
if (sharedIsThere) describeFolder('../shared', sharedPath('fixtures/oracle-rooms'));
