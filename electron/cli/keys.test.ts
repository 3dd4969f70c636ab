import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { nobleHashing } from '../../core/base/noble-hashing';
import { canonicalJson } from '../../core/matrix/event/canonical-json';
import { sharingState } from '../../core/samples/sharing-state';
import { cliSession } from '../../core/testing/node/cli-session';
import { readOracleRoom } from '../../core/testing/node/oracle-rooms';
import { ownRoomPath } from '../../core/testing/node/own-rooms';
import { runCli } from './run-cli';

let chain = '';

const { cli, file, json } = cliSession(runCli);

beforeAll(() => {
  chain = file('chain.ndjson', sharingState.build(nobleHashing));
});

/** A generated room of the repository that carries its servers' keys: its events, and itself. */
function signedRoom(): { events: string; keys: string } {
  const folderOfRooms = ownRoomPath('oracle');
  const name = 'v10-seed4-n60.json.gz';
  const { events } = readOracleRoom(folderOfRooms, name);
  const lines = events.map((event) => canonicalJson(event));
  return { events: file('signed.ndjson', lines.join('\n')), keys: join(folderOfRooms, name) };
}

describe('--keys', () => {
  test('checks signatures', async () => {
    const { events, keys } = signedRoom();
    const { status, document } = await json('info', events, '--keys', keys);
    expect(status).toBe(0);
    expect(document.rooms[0].signatures).toEqual({ valid: 60, invalid: 0, unchecked: 0 });
    const { stdout } = await cli(['info', events]);
    expect(stdout).toContain('signatures: 0 valid, 0 invalid, 60 unchecked');
  });

  test.each([
    ['info'],
    ['explain', '$x'],
    ['state', '--now'],
    ['storage'],
    ['diff', 'now', 'now'],
    ['resolve', '--events', '$x'],
  ])('%s takes a file of keys, and names the one that is none', async (command, ...more) => {
    const wrong = file('wrong-keys.json', '{"a": 7}');
    const { status, document } = await json(command, chain, ...more, '--keys', wrong);
    expect(status).toBe(3);
    expect(document.error).toMatchObject({ file: 'wrong-keys.json', field: 'a' });
  });
});
