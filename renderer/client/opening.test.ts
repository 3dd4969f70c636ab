import { beforeEach, describe, expect, it } from 'vitest';
import type { DocumentInfo, SourceRef } from '../../core/contract/requests';
import type { RoomView } from '../../core/contract/room-view';
import type { HostPlatform } from '../platform';
import { useViewState } from '../state/view-state';
import { type Answers, fakeEngine } from '../testing/render';
import { createOpening } from './opening';

const FILE: SourceRef = { kind: 'file', handle: 'h', name: 'a.ndjson' };

function documentOf(documentId: string, rooms: readonly string[], kind = 'database'): DocumentInfo {
  return {
    documentId,
    name: `${documentId}.db`,
    kind,
    rooms: rooms.map((roomId) => ({ roomId, roomVersion: '11', events: 1 })),
  } as unknown as DocumentInfo;
}

function openingWith(answers: Answers) {
  const engine = fakeEngine({
    'debug.room': ({ roomId }) =>
      ({ roomId, rows: 1, servers: ['a'], counts: {} }) as unknown as RoomView,
    'document.close': () => ({}),
    ...answers,
  });
  const host = { pickFiles: async () => [FILE] } as unknown as HostPlatform;
  const opening = createOpening(engine, host);
  const closed = () =>
    engine.asked.filter(([name]) => name === 'document.close').map(([, params]) => params);
  return { opening, closed };
}

beforeEach(() => useViewState.getState().leave());

describe('opening', () => {
  it('shows the only room of a document, and closes the document before it', async () => {
    let opened = 0;
    const { opening, closed } = openingWith({
      'document.open': () => documentOf(`d${++opened}`, ['!r:a']),
    });
    await opening.getState().open([FILE]);
    await opening.getState().open([FILE]);
    expect(useViewState.getState().document?.documentId).toBe('d2');
    expect(useViewState.getState().room?.roomId).toBe('!r:a');
    expect(closed()).toEqual([{ documentId: 'd1' }]);
    expect(opening.getState().status.kind).toBe('idle');
  });

  it('lets the user choose among several rooms, and again later', async () => {
    const { opening, closed } = openingWith({
      'document.open': () => documentOf('d1', ['!r:a', '!s:a']),
    });
    await opening.getState().pick();
    expect(opening.getState().status).toMatchObject({ kind: 'choosing', opened: false });
    expect(useViewState.getState().document).toBeNull();
    await opening.getState().chooseRoom('!s:a');
    expect(useViewState.getState().room?.roomId).toBe('!s:a');
    opening.getState().showRooms();
    await opening.getState().chooseRoom('!r:a');
    expect(useViewState.getState().room?.roomId).toBe('!r:a');
    expect(closed()).toEqual([]);
  });

  it('closes what was not chosen, and leaves the room that is open', async () => {
    let opened = 0;
    const { opening, closed } = openingWith({
      'document.open': () => documentOf(`d${++opened}`, opened === 1 ? ['!r:a'] : ['!x:a', '!y:a']),
    });
    await opening.getState().open([FILE]);
    await opening.getState().open([FILE]);
    opening.getState().cancel();
    expect(useViewState.getState().document?.documentId).toBe('d1');
    expect(closed()).toEqual([{ documentId: 'd2' }]);
    opening.getState().showRooms();
    opening.getState().cancel();
    expect(closed()).toEqual([{ documentId: 'd2' }]);
  });

  it('tells a failure with its place, and leaves the room that is open', async () => {
    let fails = false;
    const { opening } = openingWith({
      'document.open': () => {
        if (!fails) return documentOf('d1', ['!r:a']);
        throw Object.assign(new Error('It is not SQLite.'), {
          code: 'corrupt_database',
          file: 'x.db',
          line: null,
          field: null,
          eventId: null,
        });
      },
    });
    await opening.getState().open([FILE]);
    fails = true;
    await opening.getState().open([FILE]);
    expect(opening.getState().status).toMatchObject({
      kind: 'failed',
      error: { code: 'corrupt_database', message: 'It is not SQLite.', file: 'x.db' },
    });
    expect(useViewState.getState().room?.roomId).toBe('!r:a');
    opening.getState().cancel();
    expect(opening.getState().status.kind).toBe('idle');
  });

  it('drops what was overtaken, whenever it comes', async () => {
    const answers: ((document: DocumentInfo) => void)[] = [];
    const { opening, closed } = openingWith({
      'document.open': () => new Promise((resolve) => answers.push(resolve)),
    });
    const first = opening.getState().open([FILE]);
    const second = opening.getState().open([FILE]);
    answers[1]?.(documentOf('d2', ['!r:a']));
    await second;
    answers[0]?.(documentOf('d1', ['!r:a']));
    await first;
    expect(useViewState.getState().document?.documentId).toBe('d2');
    expect(closed()).toEqual([{ documentId: 'd1' }]);
  });

  it('owes a report for events, none for a database', async () => {
    const kinds = ['events', 'database', 'events'];
    const { opening } = openingWith({
      'document.open': () => documentOf(`d${kinds.length}`, ['!r:a'], kinds.shift()),
    });
    const due: number[] = [];
    for (let n = 0; n < 3; n += 1) {
      await opening.getState().open([FILE]);
      due.push(opening.getState().reportDue);
    }
    expect(due).toEqual([1, 1, 2]);
  });
});
