import { ROWS_PER_TILE } from '../../core/contract/room-view';
import { childrenOf, parentsOf } from './edges';
import type { RoomPages } from './room-pages';

/** What a key asks for; `page` is the number of rows on screen. */
export type Move = 'up' | 'down' | 'page-up' | 'page-down' | 'first' | 'last' | 'parent' | 'child';

const KEYS: Readonly<Record<string, Move>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  PageUp: 'page-up',
  PageDown: 'page-down',
  Home: 'first',
  End: 'last',
  ArrowLeft: 'parent',
  ArrowRight: 'child',
};

export function moveOfKey(key: string): Move | undefined {
  return KEYS[key];
}

/**
 * Moves from row to row. Where an event has several parents or children, going there again, after
 * coming back, leads to the next one.
 */
export class RowNavigator {
  readonly #pages: RoomPages;
  readonly #lastChosen = new Map<string, number>();

  constructor(pages: RoomPages) {
    this.#pages = pages;
  }

  /** The row that a move leads to; null where it leads nowhere. */
  async target(move: Move, row: number, page: number): Promise<number | null> {
    const last = this.#pages.rows - 1;
    const clamp = (to: number) => Math.max(0, Math.min(last, to));
    switch (move) {
      case 'up':
        return clamp(row - 1);
      case 'down':
        return clamp(row + 1);
      case 'page-up':
        return clamp(row - page);
      case 'page-down':
        return clamp(row + page);
      case 'first':
        return 0;
      case 'last':
        return last;
      case 'parent':
      case 'child':
        return this.#alongEdge(move, row);
    }
  }

  /** Waits for the row's tile, which may not be here where the row is off screen. */
  async eventNid(row: number): Promise<number | null> {
    const tile = await this.#pages.tiles.fetch(Math.floor(row / ROWS_PER_TILE));
    return tile?.eventNid[row - tile.from] ?? null;
  }

  async #alongEdge(move: 'parent' | 'child', row: number): Promise<number | null> {
    await this.#pages.tiles.fetch(Math.floor(row / ROWS_PER_TILE));
    const rows = move === 'parent' ? parentsOf(this.#pages, row) : childrenOf(this.#pages, row);
    if (rows.length === 0) return null;
    const key = `${move} ${row}`;
    const next = ((this.#lastChosen.get(key) ?? -1) + 1) % rows.length;
    this.#lastChosen.set(key, next);
    return rows[next] ?? null;
  }
}
