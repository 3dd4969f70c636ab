// @vitest-environment happy-dom
import { act } from 'react';
import { expect, it } from 'vitest';
import type { SnapshotInspection } from '../../core/contract/room-view';
import { fakeEngine, render } from '../testing/render';
import { useRequest } from './use-request';

const ROOM = { documentId: 'd1', roomId: '!r:a' };

function Shown({ nid }: { readonly nid: number | null }) {
  const { data, fresh, error } = useRequest(
    'debug.snapshot',
    nid === null ? null : { ...ROOM, snapshotNid: nid },
  );
  return (
    <p>
      {data?.snapshotNid ?? 'none'} {fresh ? 'fresh' : 'stale'} {error?.message}
    </p>
  );
}

function slowEngine() {
  const waiting = new Map<number, { answer(): void; fail(): void; readonly signal: AbortSignal }>();
  const engine = fakeEngine({
    'debug.snapshot': ({ snapshotNid }, signal) =>
      new Promise((resolve, reject) => {
        waiting.set(snapshotNid, {
          answer: () => resolve({ snapshotNid } as SnapshotInspection),
          fail: () => reject(new Error('It broke.')),
          signal: signal ?? new AbortController().signal,
        });
      }),
  });
  const settle = (nid: number, how: 'answer' | 'fail') =>
    act(async () => waiting.get(nid)?.[how]());
  return { engine, settle, signalOf: (nid: number) => waiting.get(nid)?.signal };
}

it('keeps the last answer until the next one is here', async () => {
  const { engine, settle } = slowEngine();
  const { container, redraw } = await render(<Shown nid={1} />, { engine });
  expect(container.textContent).toBe('none stale ');
  await settle(1, 'answer');
  expect(container.textContent).toBe('1 fresh ');
  await redraw(<Shown nid={2} />);
  expect(container.textContent).toBe('1 stale ');
  await settle(2, 'answer');
  expect(container.textContent).toBe('2 fresh ');
});

it('cancels and drops what is no longer asked', async () => {
  const { engine, settle, signalOf } = slowEngine();
  const { container, redraw } = await render(<Shown nid={1} />, { engine });
  await redraw(<Shown nid={2} />);
  expect(signalOf(1)?.aborted).toBe(true);
  await settle(2, 'answer');
  await settle(1, 'answer');
  expect(container.textContent).toBe('2 fresh ');
});

it('tells a failure of the question asked now', async () => {
  const { engine, settle } = slowEngine();
  const { container, redraw } = await render(<Shown nid={1} />, { engine });
  await settle(1, 'answer');
  await redraw(<Shown nid={2} />);
  await settle(2, 'fail');
  expect(container.textContent).toContain('It broke.');
  await redraw(<Shown nid={null} />);
  expect(container.textContent).toBe('none stale ');
});
