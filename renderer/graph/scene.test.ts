import { describe, expect, it } from 'vitest';
import { deltaColumnX, fullColumnX, kindsX, laneX, planScene } from './scene';

const FORKED = { lanes: 5, fullColumns: 2, deltaColumns: 17 };
const LINEAR = { lanes: 1, fullColumns: 1, deltaColumns: 64 };
/** Widths of the pane beside the inspector in windows of 1280 and 1920. */
const NARROW = 912;
const WIDE = 1480;

describe('planScene', () => {
  it('chooses the widest pitch that leaves the sentence 360 pixels', () => {
    expect(planScene(FORKED, NARROW, 'labels').bars.pitch).toBe(12);
    expect(planScene(FORKED, WIDE, 'labels').bars.pitch).toBe(20);
    expect(planScene(LINEAR, NARROW, 'labels').bars.pitch).toBe(5);
    expect(planScene(LINEAR, WIDE, 'labels').bars.pitch).toBe(12);
  });

  it('shows type, ID and time as columns in a wide pane where the bars keep their numbers', () => {
    expect(planScene(FORKED, NARROW, 'labels').columns).toBeNull();
    expect(planScene(LINEAR, WIDE, 'labels').columns).toBeNull();
    expect(planScene(FORKED, WIDE, 'labels').columns).toEqual({
      nid: 582,
      type: 618,
      id: 774,
      time: 850,
    });
  });

  it('puts the bars of the forked room where the design has them', () => {
    const narrow = planScene(FORKED, NARROW, 'labels');
    expect(fullColumnX(narrow, 0)).toBe(649);
    expect(fullColumnX(narrow, 1)).toBe(669);
    expect(narrow.bars.ruleX).toBe(692);
    expect(deltaColumnX(narrow, 0)).toBe(699);
    expect(deltaColumnX(narrow, 16) + narrow.bars.deltaWidth).toBe(NARROW - 12);
    expect(narrow.paneX).toBe(503);
    expect(narrow.numbers).toEqual({ snapshotX: 517, newBlockRight: 637 });
    const wide = planScene(FORKED, WIDE, 'labels');
    expect(fullColumnX(wide, 0)).toBe(1068);
    expect(deltaColumnX(wide, 0)).toBe(1124);
    expect(deltaColumnX(wide, 16) + wide.bars.deltaWidth).toBe(WIDE - 20);
  });

  it('spreads the bars where rows are too low for text', () => {
    const scene = planScene(LINEAR, NARROW, 'ticks');
    expect(scene.bars.pitch).toBe(8);
    expect(fullColumnX(scene, 0)).toBe(360);
    expect(deltaColumnX(scene, 0)).toBe(390);
    expect(scene.numbers).toBeNull();
    expect([laneX(scene, 0), kindsX(scene), scene.textX]).toEqual([12, 20, 84]);
  });

  it('never lets lanes, text and bars lie over each other, however narrow the window', () => {
    for (const lanes of [1, 5, 13, 60, 400])
      for (const deltaColumns of [0, 17, 64, 300])
        for (const width of [420, 656, 912, 1480, 3000])
          for (const detail of ['labels', 'glyphs', 'ticks'] as const) {
            const scene = planScene({ lanes, fullColumns: 2, deltaColumns }, width, detail);
            expect(laneX(scene, lanes - 1)).toBeLessThan(scene.textX);
            expect(scene.textWidth).toBeGreaterThanOrEqual(0);
            expect(scene.bars.fullX).toBeLessThan(scene.bars.ruleX);
            expect(scene.bars.ruleX).toBeLessThan(scene.bars.deltaX);
            expect(scene.bars.overflow).toBeGreaterThanOrEqual(0);
            const end = deltaColumnX(scene, deltaColumns - 1) + scene.bars.deltaWidth;
            if (deltaColumns > 0) expect(end - scene.bars.overflow).toBeLessThanOrEqual(width);
          }
  });
});
