import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RoomscopeError } from '../../../base/errors';
import { memorySource } from '../../../interchange/memory-source';
import { canonicalJson, NotCanonicalError } from '../../../matrix/event/canonical-json';
import type { JsonObject, JsonValue } from '../../../matrix/event/json';
import { inProcessEngine } from '../../../testing/node/in-process-engine';
import { ownRoomPath } from '../../../testing/node/own-rooms';
import { readJson } from '../../../testing/node/recorded-room';
import { anyJson, anyPath, spoilt } from '../../../testing/spoilt-json';

const ROOM = ownRoomPath('recorded/mixed-mini-unban-v10.s3.ndjson.gz');
const ANSWERS = readJson<JsonObject>(ownRoomPath('recorded/mixed-mini-unban-v10.oracle.json.gz'));

/** null: text that is no JSON at all. */
function textOf(value: JsonValue): string | null {
  try {
    return canonicalJson(value);
  } catch (error) {
    if (error instanceof NotCanonicalError) return null;
    throw error;
  }
}

function verified(answers: string) {
  const { client, grant, grantFile, bugs } = inProcessEngine();
  const expected = memorySource('answers.json', new TextEncoder().encode(answers));
  const report = client.request('verify.run', {
    files: [grantFile(ROOM)],
    expect: grant(expected),
    ...{ roomId: null, algorithm: null, points: null, reading: 'deployed', junit: null },
  });
  return { report, bugs };
}

test('answers as they were recorded are ours', async () => {
  const { files, failed } = await verified(canonicalJson(ANSWERS)).report;
  expect(failed).toBe(0);
  expect(files[0]?.checks).toBeGreaterThan(80);
});

test('each part of the answers is compared', async () => {
  const states = ANSWERS.state_before as Record<string, JsonValue[]>;
  const [id = ''] = Object.keys(states);
  const [first, ...others] = ANSWERS.events as JsonObject[];
  const changes: readonly (readonly [string, JsonObject])[] = [
    ['accepted', { events: [{ ...first, accepted: false }, ...others] }],
    ['allowed by its auth events', { events: [{ ...first, auth_events_ok: false }, ...others] }],
    ['allowed by the state before', { events: [{ ...first, state_before_ok: false }, ...others] }],
    ['room version', { room_version: '11' }],
    ['state before', { state_before: { ...states, [id]: [] } }],
    ['current state', { current_state: [] }],
    [
      'current state of x',
      {
        current_state_at_server_latest: { x: [] },
        agrees_with: { x: { latest_event_ids: ANSWERS.extremities as JsonValue } },
      },
    ],
  ];
  for (const [what, change] of changes) {
    const { files } = await verified(canonicalJson({ ...ANSWERS, ...change })).report;
    expect(files[0]?.failures.map((failure) => failure.what)).toEqual([what]);
  }
});

test('answers of which none can be compared are refused: that is no agreement', async () => {
  const nothing = { events: [], state_before: {}, extremities: [], current_state: [] };
  await expect(verified(canonicalJson({ ...ANSWERS, ...nothing })).report).rejects.toMatchObject({
    code: 'bad_input',
    message:
      'answers.json holds no answer for an event of the room with known state: nothing can be compared. Give the files that it was made for.',
  });
});

test('spoilt answers are compared or refused, never a crash', async () => {
  await fc.assert(
    fc.asyncProperty(anyPath, anyJson, async (path, value) => {
      const text = textOf(spoilt(ANSWERS, path, value));
      if (text === null) return;
      const { report, bugs } = verified(text);
      await report.catch((error) => {
        expect(error).toBeInstanceOf(RoomscopeError);
        expect(['bad_input', 'usage']).toContain(error.code);
      });
      expect(bugs).toEqual([]);
    }),
    { numRuns: 40 },
  );
});
