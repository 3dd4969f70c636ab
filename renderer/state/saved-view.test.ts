import { beforeEach, describe, expect, it } from 'vitest';
import type { RoomView } from '../../core/contract/room-view';
import { restoreView, savedRoomId, savedViewText } from './saved-view';
import { useViewState } from './view-state';

const ROOM = { roomId: '!r:a', rows: 100 } as RoomView;

beforeEach(() => {
  useViewState.getState().leave();
  useViewState.getState().showRoom(ROOM);
});

describe('the view that a document keeps', () => {
  it('comes back as it was', () => {
    const { select, setSide, setVisibleRows } = useViewState.getState();
    select({ kind: 'event', row: 41, eventNid: 42 });
    setSide('after');
    setVisibleRows({ from: 30, to: 61, pixelsPerRow: 24 });
    const text = savedViewText();
    useViewState.getState().showRoom(ROOM);
    expect(savedRoomId(text)).toBe('!r:a');
    restoreView(text, ROOM);
    expect(useViewState.getState()).toMatchObject({
      side: 'after',
      selection: { kind: 'event', row: 41, eventNid: 42 },
      reveal: { row: 45 },
    });
  });

  it('asks for no row beyond the end of the room', () => {
    useViewState.getState().select({ kind: 'event', row: 100, eventNid: 101 });
    useViewState.getState().setVisibleRows({ from: 90, to: 130, pixelsPerRow: 24 });
    const text = savedViewText();
    useViewState.getState().showRoom(ROOM);
    restoreView(text, ROOM);
    expect(useViewState.getState()).toMatchObject({ selection: { kind: 'none' }, reveal: null });
  });

  it.each(['', '{}', 'null', '{"roomId":"!r:a","side":"after","selection":{"kind":"event"}}'])(
    'changes nothing where it makes no sense: %s',
    (text) => {
      const before = useViewState.getState();
      restoreView(text, ROOM);
      expect(useViewState.getState()).toEqual(before);
      expect(savedRoomId(text)).toBeNull();
    },
  );

  it('changes nothing where it is of another room', () => {
    useViewState.getState().setSide('after');
    const text = savedViewText();
    const other = { ...ROOM, roomId: '!s:a' };
    useViewState.getState().showRoom(other);
    restoreView(text, other);
    expect(useViewState.getState().side).toBe('before');
  });
});
