import { describe, expect, it } from 'vitest';
import { GLYPHS, RowFlag } from '../../core/contract/room-view';
import { glyphShape } from './glyph-shapes';

describe('glyphShape', () => {
  it('tells every kind of event apart by shape, whatever its colour', () => {
    const outlines = GLYPHS.map((glyph) =>
      JSON.stringify(glyphShape(glyph, 0, false).marks.map((mark) => ({ ...mark, colour: '' }))),
    );
    expect(new Set(outlines).size).toBe(GLYPHS.length);
  });

  it('draws a refused event as a cross, whatever it was', () => {
    const [first] = GLYPHS.map((glyph) => glyphShape(glyph, RowFlag.rejected, false).marks);
    for (const glyph of GLYPHS)
      expect(glyphShape(glyph, RowFlag.rejected, false).marks).toEqual(first);
  });

  it('puts the ring of the selection in place of that of a merge', () => {
    const radii = (selected: boolean) =>
      glyphShape('message', RowFlag.merge, selected).marks.map((mark) =>
        mark.shape === 'circle' ? mark.r : 0,
      );
    expect(radii(false)).toEqual([8.5, 4]);
    expect(radii(true)).toEqual([10.5, 4]);
  });

  it('keeps its halo clear of every ring', () => {
    for (const flags of [0, RowFlag.merge, RowFlag.notSent, RowFlag.outlier])
      for (const selected of [false, true]) {
        const { halo, marks } = glyphShape('state', flags, selected);
        for (const mark of marks) if (mark.shape === 'circle') expect(halo).toBeGreaterThan(mark.r);
      }
  });
});
