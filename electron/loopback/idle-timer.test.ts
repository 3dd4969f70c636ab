import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { IdleTimer } from './idle-timer';

const IDLE_MS = 1000;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('runs out once no page is left', () => {
  const onIdle = vi.fn();
  const timer = new IdleTimer(IDLE_MS, onIdle);
  timer.pageCame();
  vi.advanceTimersByTime(IDLE_MS * 2);
  expect(onIdle).not.toHaveBeenCalled();
  timer.pageLeft();
  vi.advanceTimersByTime(IDLE_MS);
  expect(onIdle).toHaveBeenCalledOnce();
});

test('does not begin anew when the last page leaves after it was stopped', () => {
  const timer = new IdleTimer(IDLE_MS, () => undefined);
  timer.pageCame();
  timer.stop();
  timer.pageLeft();
  expect(vi.getTimerCount()).toBe(0);
});
