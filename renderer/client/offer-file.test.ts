import { describe, expect, it } from 'vitest';
import { documentFileName } from './offer-file';

describe('the name of a document', () => {
  it('is that of what was open, under its own ending', () => {
    expect(documentFileName('room.ndjson')).toBe('room.roomscope');
    expect(documentFileName('a.ndjson.gz + b.json')).toBe('a + b.roomscope');
    expect(documentFileName('talk.roomscope')).toBe('talk.roomscope');
    expect(documentFileName('A ban meets a promotion')).toBe('A ban meets a promotion.roomscope');
  });

  it('can be stored anywhere', () => {
    expect(documentFileName('../a:b\u202e?.db')).toBe('..-a-b-.roomscope');
    expect(documentFileName('.ndjson')).toBe('room.roomscope');
    expect(documentFileName('x'.repeat(400))).toHaveLength(100 + '.roomscope'.length);
  });
});
