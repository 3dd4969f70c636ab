// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import type { DocumentInfo, SourceRef } from '../../core/contract/requests';
import type { RoomCounts, RoomView } from '../../core/contract/room-view';
import { findingOf, useRecents } from './recents';

const COUNTS = { rejected: 0, softFailed: 0, incomplete: 0, outliers: 0 } as RoomCounts;

function note(name: string, rows = 7, sources: readonly SourceRef[] = [file(name)]): void {
  const document = { name, kind: 'events', rooms: [{}] } as unknown as DocumentInfo;
  const room = { rows, servers: ['a'], counts: COUNTS } as unknown as RoomView;
  useRecents.getState().note(sources, document, room);
}

function file(name: string): SourceRef {
  return { kind: 'file', handle: `handle of ${name}`, name };
}

const names = () => useRecents.getState().entries.map(({ name }) => name);

beforeEach(() => useRecents.getState().clear());

describe('recent documents', () => {
  it('stand newest first, each once, five at most', () => {
    for (const name of ['a', 'b', 'c', 'd', 'e', 'f', 'c']) note(name);
    expect(names()).toEqual(['c', 'f', 'e', 'd', 'b']);
  });

  it('tell files of one name apart by what they hold', () => {
    note('room.ndjson', 7);
    note('room.ndjson', 8);
    expect(useRecents.getState().entries.map(({ facts }) => facts)).toEqual([
      '8 events · 1 server',
      '7 events · 1 server',
    ]);
  });

  it('hold no samples, and are there after a reload', () => {
    note('sample', 7, [{ kind: 'sample', id: 'sharing-state' }]);
    expect(names()).toEqual([]);
    note('a');
    const text = window.sessionStorage.getItem('roomscope.recents');
    expect(JSON.parse(text ?? '')).toEqual(useRecents.getState().entries);
  });
});

describe('the most useful finding', () => {
  it('is what went most wrong', () => {
    const counts = { ...COUNTS, incomplete: 1200 };
    expect(findingOf({ counts: COUNTS })).toBe('nothing refused');
    expect(findingOf({ counts })).toBe('1,200 incomplete');
    expect(findingOf({ counts: { ...counts, softFailed: 3 } })).toBe('3 soft-failed');
    expect(findingOf({ counts: { ...counts, softFailed: 3, rejected: 1 } })).toBe('1 rejected');
  });
});
