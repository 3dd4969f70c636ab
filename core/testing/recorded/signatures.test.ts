import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { required } from '../../base/assert';
import { nobleSigning } from '../../base/noble-signing';
import { checkSignatures } from '../../matrix/event/check-signatures';
import type { JsonObject } from '../../matrix/event/json';
import { parseJson } from '../../matrix/event/parse-json';
import type { SignatureCheck } from '../../matrix/event/pdu';
import { readVerifyKeys, type VerifyKeys } from '../../matrix/event/verify-keys';
import { roomVersionRules } from '../../matrix/room-versions/versions';
import { oracleRoomFiles, readOracleRoom } from '../node/oracle-rooms';
import { ownRoomPath } from '../node/own-rooms';
import { readJson, readUnpacked } from '../node/recorded-room';
import { sharedIsThere, sharedPath } from '../node/shared';

type Counts = Record<SignatureCheck, number>;

function count(events: readonly JsonObject[], version: string, keys: VerifyKeys): Counts {
  const rules = required(roomVersionRules(version), version);
  const counts = { valid: 0, invalid: 0, unchecked: 0 };
  for (const event of events) counts[checkSignatures(event, rules, keys, nobleSigning).check] += 1;
  return counts;
}

function linesOf(path: string): readonly JsonObject[] {
  const lines = readUnpacked(path).toString('utf8').trim().split('\n');
  return lines.map((line) => parseJson(line) as JsonObject);
}

function keysOf(path: string): VerifyKeys {
  return readVerifyKeys(parseJson(readFileSync(path, 'utf8')) as JsonObject);
}

/** Verifying costs a millisecond in plain JavaScript; of a long room these many events will do. */
const MOST = 200;

/** Every so many, so that the whole room is looked at. */
function thinned(events: readonly JsonObject[]): readonly JsonObject[] {
  const step = Math.ceil(events.length / MOST);
  return events.filter((_, index) => index % step === 0);
}

describe.runIf(sharedIsThere).each(['mixed', 'synapse'])('rooms of %s', (set) => {
  const folder = sharedPath(`rooms/${set}`);
  const names = sharedIsThere
    ? readdirSync(folder).filter((name) => /\.ndjson(\.gz)?$/.test(name))
    : [];

  it.each(names)('%s is signed', (name) => {
    const keys = keysOf(join(folder, 'server_public_keys.json'));
    const sidecar = readJson<{ room_version: string }>(
      join(folder, name.replace('.ndjson.gz', '.json').replace('.ndjson', '.json')),
    );
    const events = thinned(linesOf(join(folder, name)));
    const expected = { valid: events.length, invalid: 0, unchecked: 0 };
    expect(count(events, sidecar.room_version, keys)).toEqual(expected);
  });
});

function judgeGenerated(folder: string, names: readonly string[]): void {
  it.each(names)('%s is signed', (name) => {
    const room = readOracleRoom(folder, name);
    const keys = readVerifyKeys(room as unknown as JsonObject);
    const events = thinned(room.events);
    const expected = { valid: events.length, invalid: 0, unchecked: 0 };
    expect(count(events, room.room_version, keys)).toEqual(expected);
  });
}

describe('generated rooms of the repository', () => {
  const folder = ownRoomPath('oracle');
  judgeGenerated(folder, oracleRoomFiles(folder));
});

describe.runIf(sharedIsThere)('all generated rooms', () => {
  const folder = sharedPath('fixtures/oracle-rooms');
  judgeGenerated(folder, sharedIsThere ? oracleRoomFiles(folder) : []);
});
