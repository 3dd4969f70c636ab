import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeViewport, rowsOnScreen, scrollTo } from '../viewport';
import { brushOf, dragEnd, gripAt, jumpTo, moveBrush, moveByKey } from './brush';

const STRIP = 700;

describe('brush', () => {
  it('is the whole strip where the whole room is on screen', () => {
    expect(brushOf(makeViewport(6, 672), STRIP)).toEqual({ top: 0, height: STRIP });
  });

  it('lies within the strip wherever the window is, and can be seen in any room', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3e6 }), fc.nat(1e8), (rows, top) => {
        const brush = brushOf(scrollTo(makeViewport(rows, 672), top), STRIP);
        expect(brush.top).toBeGreaterThanOrEqual(0);
        expect(brush.top + brush.height).toBeLessThanOrEqual(STRIP + 1e-6);
        expect(brush.height).toBeGreaterThanOrEqual(10);
      }),
    );
  });

  it('is held at its ends or between them, and pressed beside it the window jumps', () => {
    const brush = { top: 100, height: 50 };
    expect([90, 98, 125, 152, 160].map((y) => gripAt(brush, y))).toEqual([
      'jump',
      'from',
      'move',
      'to',
      'jump',
    ]);
    expect(gripAt({ top: 100, height: 10 }, 101)).toBe('move');
  });

  it('jumps to the rows under the pointer', () => {
    const view = jumpTo(makeViewport(10_000, 672), STRIP, STRIP / 2);
    expect(rowsOnScreen(view)).toEqual({ from: 4986, to: 5014 });
  });

  it('moves to the last row when it is dragged to the bottom', () => {
    const start = makeViewport(10_000, 672);
    expect(rowsOnScreen(moveBrush(start, STRIP, STRIP)).to).toBe(10_000);
    expect(moveBrush(start, STRIP, 0).top).toBe(0);
  });

  it('shows more rows when an end is dragged away, and the other end stays', () => {
    const start = scrollTo(makeViewport(10_000, 672), 5000 * 24);
    const { from } = rowsOnScreen(start);
    const wider = dragEnd(start, STRIP, 'to', STRIP * 0.75);
    expect(rowsOnScreen(wider)).toEqual({ from, to: 7500 });
    const whole = dragEnd(wider, STRIP, 'from', 0);
    expect(rowsOnScreen(whole)).toEqual({ from: 0, to: 7500 });
  });

  it('follows the keys of a slider', () => {
    const view = scrollTo(makeViewport(10_000, 672), 2400);
    expect(moveByKey(view, 'ArrowDown')?.top).toBe(2424);
    expect(moveByKey(view, 'PageUp')?.top).toBe(2400 - 648);
    expect(moveByKey(view, 'Home')?.top).toBe(0);
    expect(moveByKey(view, 'End')?.top).toBe(10_000 * 24 - 672);
    expect(moveByKey(view, 'x')).toBeNull();
  });
});
