import { describe, expect, test } from 'vitest';
import { RoomscopeError } from '../../../base/errors';
import type { ByteSource } from '../../../base/platform-port';
import { nodePlatform } from '../../../testing/node/node-platform';
import { checkDatabaseFile, MAX_DATABASE_BYTES, refuseUnreadableDatabase } from './database-file';
import { createDendriteStorage, openDendriteDatabase } from './open';

function source(change: Partial<ByteSource>): ByteSource {
  return {
    name: 'roomserver.db',
    size: 4096,
    siblings: [],
    stream: () => {
      throw new Error('read too early');
    },
    ...change,
  };
}

function refusal(work: () => void): RoomscopeError {
  try {
    work();
  } catch (error) {
    if (error instanceof RoomscopeError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('before a database is read', () => {
  test('one that lies alone is not refused', () => {
    refuseUnreadableDatabase(source({}));
    refuseUnreadableDatabase(source({ size: MAX_DATABASE_BYTES }));
    refuseUnreadableDatabase(source({ size: null, siblings: ['roomserver.db-shm'] }));
  });

  test.each(['roomserver.db-wal', 'roomserver.db-journal'])(
    'one with a %s is refused with the command that helps',
    (sibling) => {
      const error = refusal(() => refuseUnreadableDatabase(source({ siblings: [sibling] })));
      expect(error.code).toBe('bad_input');
      expect(error.file).toBe('roomserver.db');
      expect(error.message).toContain(sibling);
      expect(error.message).toContain("sqlite3 roomserver.db 'PRAGMA wal_checkpoint(TRUNCATE)'");
    },
  );

  test('one over 3.5 GB is refused', () => {
    const error = refusal(() => refuseUnreadableDatabase(source({ size: 3_600_000_000 })));
    expect(error.code).toBe('bad_input');
    expect(error.message).toMatch(/3\.6 GB.*3\.5 GB/);
  });
});

describe('bytes that are no whole SQLite file', () => {
  const platform = nodePlatform();

  test('are refused: empty, text, a header alone', () => {
    const text = new TextEncoder().encode('{"type":"m.room.create"}\n'.repeat(10));
    const header = new TextEncoder().encode('SQLite format 3\0');
    for (const [bytes, message] of [
      [new Uint8Array(), /is empty/],
      [text, /not a database.*roomserver\.db of a Dendrite/],
      [header, /cut off after 16 of 100 bytes/],
    ] as const) {
      const error = refusal(() => checkDatabaseFile(bytes, 'x.db'));
      expect(error).toMatchObject({ code: 'bad_input', file: 'x.db' });
      expect(error.message).toMatch(message);
    }
  });

  test('are refused wherever they are cut off', async () => {
    const whole = (await createDendriteStorage(platform)).export();
    checkDatabaseFile(whole, 'x.db');
    for (const length of [whole.length - 1, whole.length >> 1, 4096, 100, 1]) {
      const cut = whole.slice(0, length);
      await expect(openDendriteDatabase(platform, cut, 'x.db')).rejects.toMatchObject({
        code: 'bad_input',
        file: 'x.db',
      });
    }
  });

  test('an SQLite file of something else is refused, the missing table named', async () => {
    const whole = (await createDendriteStorage(platform)).export();
    const other = new TextDecoder('latin1')
      .decode(whole)
      .replaceAll('roomserver_rooms', 'roomserver_roofs');
    const bytes = Uint8Array.from(other, (letter) => letter.charCodeAt(0));
    await expect(openDendriteDatabase(platform, bytes, 'x.db')).rejects.toMatchObject({
      code: 'bad_input',
      message: expect.stringContaining('the table roomserver_rooms is missing'),
    });
  });
});
