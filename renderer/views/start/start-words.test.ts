import { describe, expect, it } from 'vitest';
import { errorDetails, placeOf } from './error-words';
import { progressWords } from './progress-bar';
import { sampleShape } from './sample-shapes';

const ERROR = {
  code: 'bad_input' as const,
  message: 'prev_events must be a list.',
  file: 'a.ndjson',
  line: 18,
  field: 'prev_events',
  eventId: null,
};

describe('an error', () => {
  it('is placed by file, line and field', () => {
    const message = 'This must be a list.';
    expect(placeOf({ ...ERROR, message })).toBe('a.ndjson, line 18, field prev_events');
    expect(placeOf({ ...ERROR, file: null, line: null, field: null })).toBeNull();
  });

  it('is placed only where its sentence does not say so itself', () => {
    const message = 'a.ndjson, line 181: prev_events must be a list.';
    expect(placeOf({ ...ERROR, message })).toBe('line 18');
    expect(placeOf({ ...ERROR, line: 181, message })).toBeNull();
  });

  it('is copied whole', () => {
    expect(JSON.parse(errorDetails(ERROR))).toEqual(ERROR);
  });
});

describe('progress', () => {
  it('counts with or without a known total', () => {
    expect(progressWords(null)).toBe('');
    expect(progressWords({ phase: 'Reading events', done: 0, total: null })).toBe('Reading events');
    expect(progressWords({ phase: 'Reading events', done: 62400, total: null })).toBe(
      'Reading events, 62,400',
    );
    expect(progressWords({ phase: 'Calculating state', done: 48200, total: 100000 })).toBe(
      'Calculating state, 48,200 of 100,000',
    );
  });
});

describe('thumbnails', () => {
  it('draw edges and bars within their rows', () => {
    for (const id of ['sharing-state', 'fork-and-merge', 'ban-meets-promotion']) {
      const shape = sampleShape(id);
      expect(shape, id).not.toBeNull();
      const last = (shape?.rows.length ?? 0) - 1;
      expect(shape?.edges.every(([parent, child]) => parent < child && child <= last)).toBe(true);
      expect(shape?.bars.every((bar) => bar.from < bar.to && bar.to <= last + 1)).toBe(true);
    }
    expect(sampleShape('unknown')).toBeNull();
  });
});
