// @vitest-environment happy-dom
import { act } from 'react';
import { expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { AppInfo, DocumentInfo } from '../../../core/contract/requests';
import type { Opening } from '../../client/opening';
import type { HostPlatform } from '../../platform';
import { click, press, render } from '../../testing/render';
import { RoomPicker } from './room-picker';

const DOCUMENT = {
  documentId: 'd1',
  name: 'roomserver.db',
  rooms: [
    { roomId: '!small:a', roomVersion: '6', events: 7 },
    { roomId: '!large:a', roomVersion: '11', events: 2643 },
    { roomId: '!middle:a', roomVersion: '11', events: 436 },
  ],
} as unknown as DocumentInfo;

async function picker() {
  const chosen: string[] = [];
  let cancelled = 0;
  const opening = createStore<Opening>()(() => ({
    status: { kind: 'choosing', document: DOCUMENT, opened: false },
    reportDue: 0,
    open: async () => undefined,
    pick: async () => undefined,
    drop: async () => undefined,
    save: async () => undefined,
    chooseRoom: async (roomId) => {
      chosen.push(roomId);
    },
    showRooms: () => undefined,
    cancel: () => {
      cancelled += 1;
    },
    leave: () => undefined,
  }));
  const app = { info: {} as AppInfo, host: {} as HostPlatform, opening };
  await render(<RoomPicker />, { app });
  const rooms = () =>
    [...document.querySelectorAll('[role="option"]')].map((room) => room.textContent);
  const search = document.querySelector<HTMLInputElement>('input');
  if (!search) throw new Error('There is no search field.');
  const type = (text: string) =>
    act(async () => {
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(search, text);
      search.dispatchEvent(new Event('input', { bubbles: true }));
    });
  return { chosen, rooms, search, type, cancelled: () => cancelled };
}

it('lists rooms with ID, version and events, largest first', async () => {
  const { rooms } = await picker();
  expect(rooms()).toEqual([
    '!large:aversion 112,643 events',
    '!middle:aversion 11436 events',
    '!small:aversion 67 events',
  ]);
});

it('is worked by keyboard from the search field', async () => {
  const { chosen, search } = await picker();
  await press(search, 'ArrowDown');
  await press(search, 'ArrowDown');
  await press(search, 'ArrowDown');
  await press(search, 'ArrowUp');
  await press(search, 'Enter');
  expect(chosen).toEqual(['!middle:a']);
});

it('finds rooms by part of their ID or by version', async () => {
  const { chosen, rooms, search, type } = await picker();
  await type('SMALL');
  expect(rooms()).toHaveLength(1);
  await press(search, 'Enter');
  expect(chosen).toEqual(['!small:a']);
  await type('version 11');
  expect(rooms()).toHaveLength(2);
  await type('nowhere');
  expect(rooms()).toHaveLength(0);
  await press(search, 'Enter');
  expect(chosen).toEqual(['!small:a']);
});

it('chooses by click, and cancels by Escape', async () => {
  const { chosen, cancelled } = await picker();
  const [first] = document.querySelectorAll('[role="option"]');
  if (first) await click(first);
  expect(chosen).toEqual(['!large:a']);
  await press(document.activeElement ?? document.body, 'Escape');
  expect(cancelled()).toBe(1);
});
