import { targetsOf } from '../../base/csr';
import { setsState } from '../../roomserver/internal/query/state-at';
import type { Side, StepParams, StepResult } from '../room-steps';
import { RowFlag } from '../room-view';
import type { RoomModel } from './room-model';

type IndexedKind = Exclude<StepParams['kind'], 'event'>;

/** Rows at which one can stop, ascending, by kind and side; each list is made when first stepped by. */
const indexes = new WeakMap<RoomModel, Map<string, Int32Array>>();

/** The nearest row of a kind before or after a row. O(log rows) once the kind's rows are known. */
export function stepRow(model: RoomModel, { row, direction, kind, side }: StepParams): StepResult {
  const { count, eventNid } = model.events;
  const found =
    kind === 'event'
      ? nextEvent(count, row, direction)
      : nextIn(rowsOf(model, kind, side), row, direction);
  return { event: found === null ? null : { row: found, eventNid: eventNid[found] ?? 0 } };
}

function nextEvent(count: number, row: number | null, direction: StepParams['direction']) {
  const found = direction === 'next' ? (row ?? -1) + 1 : Math.min(row ?? count, count) - 1;
  return found >= 0 && found < count ? found : null;
}

function nextIn(rows: Int32Array, row: number | null, direction: StepParams['direction']) {
  if (direction === 'next') return rows[row === null ? 0 : firstAbove(rows, row)] ?? null;
  const above = row === null ? rows.length : firstAbove(rows, row - 1);
  return rows[above - 1] ?? null;
}

/** Place of the first number above `limit` in an ascending list. */
function firstAbove(rows: Int32Array, limit: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((rows[middle] ?? 0) > limit) high = middle;
    else low = middle + 1;
  }
  return low;
}

function rowsOf(model: RoomModel, kind: IndexedKind, side: Side): Int32Array {
  const ofRoom = indexes.get(model) ?? new Map<string, Int32Array>();
  indexes.set(model, ofRoom);
  const key = kind === 'new-block' ? `${kind} ${side}` : kind;
  const rows = ofRoom.get(key) ?? collect(model.events.count, STOPS[kind](model, side));
  ofRoom.set(key, rows);
  return rows;
}

function collect(count: number, isStop: (row: number) => boolean): Int32Array {
  const rows = new Int32Array(count);
  let found = 0;
  for (let row = 0; row < count; row++) if (isStop(row)) rows[found++] = row;
  return rows.slice(0, found);
}

const REFUSED = RowFlag.rejected | RowFlag.softFailed;

const STOPS: {
  readonly [Kind in IndexedKind]: (model: RoomModel, side: Side) => (row: number) => boolean;
} = {
  'state-change':
    ({ events, flags }) =>
    (row) =>
      setsState(events, row) && ((flags[row] ?? 0) & RowFlag.outlier) === 0,
  'fork-or-merge':
    ({ events, flags }) =>
    (row) =>
      ((flags[row] ?? 0) & RowFlag.merge) !== 0 || targetsOf(events.children, row).length > 1,
  refusal:
    ({ flags }) =>
    (row) =>
      ((flags[row] ?? 0) & REFUSED) !== 0,
  'new-block':
    ({ lifelines }, side) =>
    (row) =>
      (lifelines[side].newBlock[row] ?? -1) >= 0,
};
