import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { memorySource } from '../../../interchange/memory-source';
import type { JsonObject } from '../../../matrix/event/json';
import { inProcessEngine } from '../../../testing/node/in-process-engine';
import { ownRoomPath } from '../../../testing/node/own-rooms';
import { readJson } from '../../../testing/node/recorded-room';

interface OracleRoom {
  room_version: string;
  events: JsonObject[];
  event_ids: string[];
  expected: { accepted: boolean }[];
  final: { prev_events: string[]; state: string[] };
}

/** What another implementation made of a room, said as a scenario says it. */
function asScenario({ room_version, events, event_ids, expected, final }: OracleRoom) {
  const verdicts = (accepted: boolean) =>
    event_ids.filter((_, at) => expected[at]?.accepted === accepted);
  const entries = final.state.map((id) => {
    const event = events[event_ids.indexOf(id)] ?? expect.fail(id);
    return [`${event.type}|${event.state_key}`, id];
  });
  return {
    room_version,
    events: events.map((event, at) => ({ ...event, event_id: event_ids[at] })),
    expect: {
      accepted: verdicts(true),
      rejected: Object.fromEntries(verdicts(false).map((id) => [id, true])),
      at: final.prev_events,
      state: Object.fromEntries(entries),
    },
  };
}

const NAMES = readdirSync(ownRoomPath('oracle')).filter((name) => name.endsWith('.json.gz'));

test.each(NAMES)('%s, told as a scenario', async (name) => {
  const room = readJson<OracleRoom>(ownRoomPath(`oracle/${name}`));
  const { client, grant } = inProcessEngine();
  const bytes = new TextEncoder().encode(JSON.stringify(asScenario(room)));
  const { files } = await client.request('verify.run', {
    files: [grant(memorySource(name, bytes))],
    ...{ expect: null, roomId: null, algorithm: null, points: null, junit: null },
    reading: 'deployed',
  });
  expect(files[0]?.failures).toEqual([]);
  expect(files[0]?.checks).toBe(room.events.length + room.final.state.length);
});
