// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DocumentInfo } from '../../core/contract/requests';
import {
  type BarTile,
  OVERVIEW_COUNTS,
  OVERVIEW_MAXIMA,
  ROWS_PER_TILE,
  type RoomOverview,
  type RoomTile,
  type RoomView,
  RowFlag,
  type RowText,
  SegmentFlag,
} from '../../core/contract/room-view';
import { type EngineClient, EngineProvider } from '../client/engine';
import { CommandKeys } from '../commands/command-keys';
import { registerCommands } from '../commands/registry';
import { ROOM_COMMANDS } from '../commands/room-commands';
import { useViewState } from '../state/view-state';
import { RoomGraph } from './room-graph';

/** A chain of messages; event NIDs are 10 times the row, and row 2 also has row 0 as a parent. */
function tileOf(tile: number, rows: number): RoomTile {
  const from = tile * ROWS_PER_TILE;
  const to = Math.min(rows, from + ROWS_PER_TILE);
  const perRow = (value: (row: number) => number) =>
    Array.from({ length: to - from }, (_, index) => value(from + index));
  const edges = perRow((row) => row).flatMap((row) => (row > 0 ? [row, 0, row - 1, 0, 0, 0] : []));
  const bars: BarTile = {
    segments: Float64Array.from([5, 1, 0, 1, rows, 0, SegmentFlag.cap | SegmentFlag.top]),
    newBlock: Float64Array.from(perRow((row) => (row === 1 ? 5 : 0))),
    secondNewBlock: new Float64Array(to - from),
  };
  return {
    tile,
    from,
    to,
    eventNid: Float64Array.from(perRow((row) => row * 10)),
    glyph: new Uint8Array(to - from),
    flags: Uint16Array.from(
      perRow((row) =>
        row === 1 ? RowFlag.newSnapshotBefore : row === 2 ? RowFlag.afterNotStored : 0,
      ),
    ),
    lane: new Uint16Array(to - from),
    snapshotBefore: Float64Array.from(perRow((row) => (row === 0 ? 1 : 2))),
    snapshotAfter: Float64Array.from(perRow((row) => (row === 2 ? 0 : 2))),
    edges: Int32Array.from(tile === 0 ? [...edges, 2, 0, 0, 0, 1, 0] : edges),
    before: bars,
    after: bars,
  };
}

function textOf(row: number): RowText {
  return {
    row,
    eventNid: row * 10,
    eventId: `$event${row}`,
    sentence: `Alice: “message ${row}”`,
    tone: 'message',
    shortType: 'message',
    stateKey: null,
    originServerTs: 0,
    depth: '1',
    chips: row === 2 ? [{ kind: 'merge', text: 'Merge · same state' }] : [],
    limitNoteBefore: null,
    limitNoteAfter: null,
    spoken: `Row ${row + 1}, Alice: message ${row}`,
  };
}

/** One bucket in which nothing happens. */
function overviewOf(rows: number): RoomOverview {
  const counts = new Int32Array(OVERVIEW_COUNTS.length);
  const maxima = new Uint16Array(OVERVIEW_MAXIMA.length);
  return { from: 0, to: rows, buckets: 1, counts, maxima };
}

function fakeEngine(rows: number): EngineClient {
  const answer = (name: string, params: { tile?: number; from?: number; to?: number }) => {
    if (name === 'debug.tile') return tileOf(params.tile ?? 0, rows);
    if (name === 'debug.overview') return overviewOf(rows);
    if (name === 'debug.snapshot') return { blocks: [{ entries: 2 }], state: { total: 1 } };
    const { from = 0, to = 0 } = params;
    return { rows: Array.from({ length: to - from }, (_, index) => textOf(from + index)) };
  };
  const request = (name: string, params: unknown) =>
    Promise.resolve(answer(name, params as { tile?: number }));
  return {
    request,
    on: () => () => undefined,
    onClose: () => undefined,
  } as unknown as EngineClient;
}

const DOCUMENT = { documentId: 'd1' } as DocumentInfo;

function roomOf(rows: number): RoomView {
  return {
    roomId: '!r:a',
    rows,
    lanes: 1,
    fullColumns: 0,
    deltaColumns: 1,
    lesson: null,
  } as RoomView;
}

let root: Root;
let container: HTMLElement;

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  vi.stubGlobal(
    'ResizeObserver',
    class {
      readonly #changed: () => void;
      constructor(changed: () => void) {
        this.#changed = changed;
      }
      observe() {
        this.#changed();
      }
      disconnect() {
        return undefined;
      }
    },
  );
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(912);
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(728);
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null);
  container = document.createElement('div');
  document.body.append(container);
  root = createRoot(container);
});

afterEach(() => {
  act(() => root.unmount());
  container.remove();
  useViewState.getState().leave();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

async function show(rows: number): Promise<void> {
  useViewState.getState().openDocument(DOCUMENT);
  useViewState.getState().showRoom(roomOf(rows));
  await act(async () => {
    root.render(
      <EngineProvider value={fakeEngine(rows)}>
        <main data-key-scope="graph">
          <RoomGraph />
        </main>
        <CommandKeys />
      </EngineProvider>,
    );
  });
  await settle();
}

/** Lets pages arrive and be drawn. */
async function settle(): Promise<void> {
  await act(async () => {
    await new Promise((resolve) => setTimeout(resolve, 0));
  });
}

async function press(...keys: readonly string[]): Promise<void> {
  for (const key of keys) {
    await act(async () => {
      list().dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
    });
    await settle();
  }
}

const list = () => container.querySelector<HTMLElement>('[role="listbox"]') ?? container;
const options = () => [...container.querySelectorAll<HTMLElement>('[role="option"]')];
const option = (row: number) =>
  options().find((element) => element.getAttribute('aria-posinset') === String(row + 1));
const selectedRow = () => {
  const { selection } = useViewState.getState();
  return selection.kind === 'event' ? selection.row : null;
};

describe('RoomGraph', () => {
  it('makes the visible rows real elements, each named by its spoken sentence', async () => {
    await show(60);
    expect(options()).toHaveLength(28);
    const row = option(2);
    const name = row?.querySelector(':scope > :not([aria-hidden])')?.textContent;
    expect(name).toBe('Row 3, Alice: message 2');
    expect(row?.getAttribute('aria-setsize')).toBe('60');
    expect(row?.querySelector('.sentence')?.textContent).toBe('Alice: “message 2”');
    expect(row?.querySelector('.sentence')?.getAttribute('title')).toBe('Alice: “message 2”');
    expect(row?.querySelector('.chip')?.textContent).toBe('Merge · same state');
  });

  it('shows a snapshot where it is new, and block numbers where blocks are', async () => {
    await show(60);
    expect(option(1)?.querySelector('.snapshot-number.new')?.textContent).toBe('2');
    expect(option(1)?.querySelector('.new-block')?.textContent).toBe('5');
    expect(option(2)?.querySelector('.snapshot-number')).toBeNull();
  });

  it('says where the state after is not stored', async () => {
    const takeBack = registerCommands(ROOM_COMMANDS);
    await show(60);
    await press('b');
    takeBack();
    expect(useViewState.getState().side).toBe('after');
    expect(option(2)?.textContent).toContain('not stored');
    expect(option(2)?.querySelector('.new-block')?.textContent).toBe('+1');
  });

  it('holds no more rows in the page for a million than for sixty, and reaches the last', async () => {
    await show(1_000_000);
    expect(options()).toHaveLength(28);
    await press('ArrowDown', 'End');
    expect(selectedRow()).toBe(999_999);
    expect(option(999_999)?.getAttribute('aria-selected')).toBe('true');
    expect(options().length).toBeLessThan(32);
  });

  it('walks rows, and names the active one to screen readers', async () => {
    await show(60);
    await press('ArrowDown', 'ArrowDown', 'ArrowDown');
    expect(selectedRow()).toBe(2);
    expect(list().getAttribute('aria-activedescendant')).toBe(option(2)?.id);
    await press('PageDown');
    expect(selectedRow()).toBe(29);
    await press('Home', 'Escape');
    expect(useViewState.getState().selection).toEqual({ kind: 'none' });
  });

  it('goes to parents and children, the next one each time it comes back', async () => {
    await show(60);
    await press('ArrowDown', 'ArrowDown', 'ArrowDown');
    await press('ArrowLeft');
    expect(selectedRow()).toBe(1);
    await press('ArrowRight');
    expect(selectedRow()).toBe(2);
    await press('ArrowLeft');
    expect(selectedRow()).toBe(0);
    await press('ArrowRight', 'ArrowLeft', 'ArrowLeft', 'ArrowRight');
    expect(selectedRow()).toBe(2);
  });

  it('zooms out by key, to fewer elements and back', async () => {
    await show(60);
    await press('-', '-');
    expect(options()).toHaveLength(0);
    expect(container.querySelector('.graph-range')?.textContent).toBe(
      'Rows 1 to 601 delta block, no full copy1 of 2 entries in force at the end',
    );
    await press('0');
    expect(options()).toHaveLength(28);
  });

  it('selects what was clicked: event, snapshot, block number or bar', async () => {
    await show(60);
    const click = async (x: number, row: number) => {
      await act(async () => {
        list().dispatchEvent(
          new MouseEvent('click', { bubbles: true, clientX: x, clientY: row * 24 + 12 }),
        );
      });
      return useViewState.getState().selection;
    };
    expect(await click(200, 3)).toEqual({ kind: 'event', row: 3, eventNid: 30 });
    // The minimap takes 52 of the 912.
    const bar = 860 - 12 - 8;
    const snapshot = 860 - 12 - 16 - 14 - 16 - 132 + 24;
    expect(await click(snapshot, 1)).toEqual({ kind: 'snapshot', snapshotNid: 2 });
    expect(await click(bar, 10)).toEqual({ kind: 'block', blockNid: 5 });
  });
});
