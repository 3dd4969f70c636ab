import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { IdleTimer } from './idle-timer';
import { isBatchName, safeName, Uploads } from './uploads';

describe('uploads', () => {
  let uploads: Uploads;
  beforeEach(() => {
    uploads = new Uploads();
  });
  afterEach(() => uploads.removeAll());

  it('are stored for this user alone, those of a batch side by side', async () => {
    const database = await uploads.store('b1', 'room.db', Readable.from(['data']));
    const journal = await uploads.store('b1', 'room.db-wal', Readable.from(['more']));
    const other = await uploads.store('b2', 'room.db', Readable.from(['other']));
    expect(dirname(journal)).toBe(dirname(database));
    expect(dirname(other)).not.toBe(dirname(database));
    expect([database, journal, other].map((path) => basename(path))).toEqual([
      'room.db',
      'room.db-wal',
      'room.db',
    ]);
    expect(readFileSync(database, 'utf8')).toBe('data');
    expect(statSync(database).mode & 0o777).toBe(0o600);
    for (const folder of [dirname(database), dirname(dirname(database))])
      expect(statSync(folder).mode & 0o777).toBe(0o700);
  });

  it('never replace one another', async () => {
    const path = await uploads.store('b', 'a', Readable.from(['first']));
    await expect(uploads.store('b', 'a', Readable.from(['second']))).rejects.toThrow('EEXIST');
    expect(readFileSync(path, 'utf8')).toBe('first');
  });

  it('leave nothing behind where the sender stopped halfway', async () => {
    const whole = await uploads.store('b', 'whole', Readable.from(['x']));
    const cut = new Readable({
      read() {
        this.push('half');
        this.destroy(new Error('the page was closed'));
      },
    });
    await expect(uploads.store('b', 'cut', cut)).rejects.toThrow('the page was closed');
    expect(readdirSync(dirname(whole))).toEqual(['whole']);
  });

  it('are all gone in the end', async () => {
    const path = await uploads.store('b', 'a', Readable.from(['x']));
    uploads.removeAll();
    expect(statSync(dirname(dirname(path)), { throwIfNoEntry: false })).toBeUndefined();
    uploads.removeAll();
  });
});

describe('names of uploads', () => {
  it('are the last part of what the page says', () => {
    expect(safeName('räume 1.ndjson')).toBe('räume 1.ndjson');
    expect(safeName('/etc/passwd')).toBe('passwd');
    expect(safeName('..\\..\\a.db')).toBe('a.db');
  });

  it('are refused where there is no such part', () => {
    for (const name of ['', '.', '..', 'a/..', 'a\0b', '/', 'x'.repeat(201)])
      expect(safeName(name), name).toBeNull();
  });

  it('of batches are plain', () => {
    expect(isBatchName('3f2b-4')).toBe(true);
    for (const batch of ['', '..', 'a/b', 'a b', 'x'.repeat(65)])
      expect(isBatchName(batch), batch).toBe(false);
  });
});

describe('idling', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('ends a host to which no page came', () => {
    const onIdle = vi.fn();
    new IdleTimer(1000, onIdle).pageCame();
    vi.advanceTimersByTime(5000);
    expect(onIdle).not.toHaveBeenCalled();
    new IdleTimer(1000, onIdle);
    vi.advanceTimersByTime(1000);
    expect(onIdle).toHaveBeenCalledOnce();
  });

  it('begins anew when the last page leaves, and ends when one comes back', () => {
    const onIdle = vi.fn();
    const idle = new IdleTimer(1000, onIdle);
    idle.pageCame();
    idle.pageCame();
    idle.pageLeft();
    vi.advanceTimersByTime(5000);
    idle.pageLeft();
    vi.advanceTimersByTime(999);
    idle.pageCame();
    vi.advanceTimersByTime(5000);
    expect(onIdle).not.toHaveBeenCalled();
    idle.pageLeft();
    vi.advanceTimersByTime(1000);
    expect(onIdle).toHaveBeenCalledOnce();
  });
});
