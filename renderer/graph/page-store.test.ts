import { describe, expect, it, vi } from 'vitest';
import { PageStore } from './page-store';

function recordingStore(limit: number) {
  const asked: number[] = [];
  const load = (page: number) => {
    asked.push(page);
    return page < 100 ? Promise.resolve(`page ${page}`) : Promise.reject(new Error('gone'));
  };
  return { store: new PageStore(load, limit), asked };
}

describe('PageStore', () => {
  it('asks once for a page that is wanted several times before it comes', async () => {
    const { store, asked } = recordingStore(4);
    let told = 0;
    store.subscribe(() => told++);
    store.want([1, 2, 1]);
    expect(store.get(1)).toBeUndefined();
    await store.fetch(1);
    await store.fetch(2);
    expect(store.get(2)).toBe('page 2');
    expect(asked).toEqual([1, 2]);
    expect(told).toBe(2);
    expect(store.version()).toBe(2);
  });

  it('keeps the pages wanted last, and no more than it may', async () => {
    const { store } = recordingStore(2);
    await store.fetch(1);
    await store.fetch(2);
    await store.fetch(1);
    await store.fetch(3);
    expect([1, 2, 3].map((page) => store.get(page) !== undefined)).toEqual([true, false, true]);
  });

  it('gives null for a page that cannot be had, and asks again the next time', async () => {
    const warn = vi.spyOn(console, 'warn').mockReturnValue();
    const { store, asked } = recordingStore(2);
    expect(await store.fetch(100)).toBeNull();
    expect(await store.fetch(100)).toBeNull();
    expect(asked).toEqual([100, 100]);
    expect(warn).toHaveBeenCalledTimes(2);
    warn.mockRestore();
  });
});
