import type { RoomRef } from '../../core/contract/requests';
import {
  type BarTile,
  GLYPHS,
  type Glyph,
  ROWS_PER_TILE,
  type RoomTile,
  type RowText,
} from '../../core/contract/room-view';
import type { EngineClient } from '../client/engine';
import type { Side } from '../state/view-state';
import { PageStore } from './page-store';

const TEXTS_PER_PAGE = 64;
const TILES_KEPT = 16;
const TEXT_PAGES_KEPT = 48;

/** What is drawn of one row. */
interface RowFacts {
  readonly row: number;
  readonly eventNid: number;
  readonly glyph: Glyph;
  readonly flags: number;
  readonly lane: number;
}

/** The rows of one room as far as they were fetched. Nothing is kept per event of the whole room. */
export class RoomPages {
  readonly rows: number;
  readonly tiles: PageStore<RoomTile>;
  readonly texts: PageStore<readonly RowText[]>;

  constructor(engine: EngineClient, room: RoomRef, rows: number) {
    this.rows = rows;
    this.tiles = new PageStore(
      (tile) => engine.request('debug.tile', { ...room, tile }),
      TILES_KEPT,
    );
    this.texts = new PageStore(async (page) => {
      const from = page * TEXTS_PER_PAGE;
      const to = Math.min(rows, from + TEXTS_PER_PAGE);
      return (await engine.request('debug.rows', { ...room, from, to })).rows;
    }, TEXT_PAGES_KEPT);
  }

  /** Asks for the tiles of these rows and of the rows about to be reached. */
  wantTiles(from: number, to: number): void {
    const ahead = Math.max(256, to - from);
    const last = Math.ceil(this.rows / ROWS_PER_TILE) - 1;
    const range = (a: number, b: number) => pageRange(a, b, ROWS_PER_TILE, last);
    this.tiles.want([...range(from - ahead, to + ahead), ...range(from, to)]);
  }

  wantTexts(from: number, to: number): void {
    const last = Math.ceil(this.rows / TEXTS_PER_PAGE) - 1;
    this.texts.want(pageRange(from - 40, to + 40, TEXTS_PER_PAGE, last));
  }

  tileOfRow(row: number): RoomTile | undefined {
    return this.tiles.get(Math.floor(row / ROWS_PER_TILE));
  }

  textOfRow(row: number): RowText | undefined {
    const page = this.texts.get(Math.floor(row / TEXTS_PER_PAGE));
    return page?.[row % TEXTS_PER_PAGE];
  }

  factsOfRow(row: number): RowFacts | undefined {
    const tile = this.tileOfRow(row);
    if (!tile) return undefined;
    const at = row - tile.from;
    return {
      row,
      eventNid: tile.eventNid[at] ?? 0,
      glyph: GLYPHS[tile.glyph[at] ?? 0] ?? 'message',
      flags: tile.flags[at] ?? 0,
      lane: tile.lane[at] ?? 0,
    };
  }

  /** The snapshot that is the state at a row; 0 where none is stored, undefined while not known. */
  snapshotAt(row: number, side: Side): number | undefined {
    const tile = this.tileOfRow(row);
    const column = side === 'before' ? tile?.snapshotBefore : tile?.snapshotAfter;
    return tile && column?.[row - tile.from];
  }

  /** Tiles that hold any of these rows, as far as they are here. */
  *tilesOfRows(from: number, to: number): Generator<RoomTile> {
    const last = Math.ceil(this.rows / ROWS_PER_TILE) - 1;
    for (const page of pageRange(from, to, ROWS_PER_TILE, last)) {
      const tile = this.tiles.get(page);
      if (tile) yield tile;
    }
  }
}

export function barsOf(tile: RoomTile, side: Side): BarTile {
  return side === 'before' ? tile.before : tile.after;
}

function pageRange(from: number, to: number, size: number, last: number): number[] {
  const first = Math.max(0, Math.floor(from / size));
  const end = Math.min(last, Math.floor((to - 1) / size));
  return Array.from({ length: Math.max(0, end - first + 1) }, (_, index) => first + index);
}
