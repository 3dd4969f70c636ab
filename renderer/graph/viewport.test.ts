import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  centreRow,
  fitRows,
  isScaled,
  MAX_SCROLL_HEIGHT,
  makeViewport,
  resize,
  revealRow,
  rowAtY,
  rowsOnScreen,
  scrollHeight,
  scrollPosition,
  scrollTo,
  topOfScroll,
  yOfRow,
  zoomTo,
} from './viewport';

const rows = fc.integer({ min: 1, max: 3_000_000 });

describe('viewport', () => {
  it('shows whole rows from the top', () => {
    expect(rowsOnScreen(makeViewport(436, 672))).toEqual({ from: 0, to: 28 });
    expect(rowsOnScreen(scrollTo(makeViewport(436, 672), 36))).toEqual({ from: 1, to: 30 });
    expect(rowsOnScreen(makeViewport(6, 672))).toEqual({ from: 0, to: 6 });
  });

  it('never scrolls beyond the first and the last row', () => {
    const view = makeViewport(436, 672);
    expect(scrollTo(view, -5).top).toBe(0);
    expect(scrollTo(view, 1e9).top).toBe(436 * 24 - 672);
    expect(scrollTo(makeViewport(6, 672), 50).top).toBe(0);
  });

  it('keeps the row under the pointer while zooming, away from the ends', () => {
    const view = scrollTo(makeViewport(12_014, 672), 6000 * 24);
    const y = 300;
    for (const height of [18, 7, 3, 1.3]) {
      const zoomed = zoomTo(view, height, y);
      expect(rowAtY(zoomed, y)).toBe(rowAtY(view, y));
      expect(zoomed.rowHeight).toBe(height);
    }
    expect(zoomTo(view, 0.01, y).rowHeight).toBe(672 / 12_014);
    expect(zoomTo(view, 100, y).rowHeight).toBe(24);
  });

  it('goes out to the whole room on one screen, whatever its size', () => {
    for (const rows of [6, 436, 12_014, 1_000_000]) {
      const whole = fitRows(scrollTo(makeViewport(rows, 672), 1e9), 0, rows);
      expect(rowsOnScreen(whole)).toEqual({ from: 0, to: rows });
      expect(whole.top).toBe(0);
    }
    const smaller = resize(fitRows(makeViewport(12_014, 672), 0, 12_014), 400);
    expect(rowsOnScreen(smaller)).toEqual({ from: 0, to: 12_014 });
    expect(fitRows(makeViewport(436, 672), 100, 120).rowHeight).toBe(24);
    const part = fitRows(makeViewport(1_000_000, 672), 500_000, 500_672);
    expect(rowsOnScreen(part)).toEqual({ from: 500_000, to: 500_672 });
  });

  it('reveals a row with the least movement, and centres one that is far away', () => {
    const view = scrollTo(makeViewport(1000, 672), 100 * 24);
    expect(revealRow(view, 110)).toBe(view);
    expect(yOfRow(revealRow(view, 99), 99)).toBe(24);
    expect(yOfRow(revealRow(view, 128), 128)).toBe(672 - 48);
    expect(yOfRow(centreRow(view, 500), 500)).toBe((672 - 24) / 2);
    expect(centreRow(view, 110)).toBe(view);
  });

  it('maps a scroll bar of bounded length onto rooms of any length, there and back', () => {
    fc.assert(
      fc.property(rows, fc.double({ min: 0, max: 1, noNaN: true }), (count, part) => {
        const whole = makeViewport(count, 672);
        const view = scrollTo(whole, part * count * 24);
        expect(scrollHeight(view)).toBeLessThanOrEqual(MAX_SCROLL_HEIGHT);
        expect(topOfScroll(view, scrollPosition(view))).toBeCloseTo(view.top, 3);
        expect(isScaled(view)).toBe(count * 24 > MAX_SCROLL_HEIGHT);
        expect(rowsOnScreen(view).to - rowsOnScreen(view).from).toBeLessThanOrEqual(29);
      }),
    );
  });

  it('reaches the last row of a million at the end of the scroll bar', () => {
    const view = makeViewport(1_000_000, 672);
    const end = scrollTo(view, topOfScroll(view, scrollHeight(view) - view.height));
    expect(rowsOnScreen(end).to).toBe(1_000_000);
  });
});
