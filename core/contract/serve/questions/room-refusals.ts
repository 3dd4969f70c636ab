import { RowFlag } from '../../room-view';
import type { RefusalEntry, RefusalKind, Refusals } from '../../state-questions';
import { explainEvent } from '../explain-event';
import type { RoomModel } from '../room-model';
import { checkPage } from './entry-words';

const KINDS: readonly (readonly [RefusalKind, number])[] = [
  ['rejected', RowFlag.rejected],
  ['soft_failed', RowFlag.softFailed],
  ['not_sent', RowFlag.notSent],
  ['outlier', RowFlag.outlier],
];

type RowsByKind = ReadonlyMap<RefusalKind, Int32Array>;
const kept = new WeakMap<RoomModel, RowsByKind>();

/** Events that were refused, or not taken in as others are, kind by kind, with the rule that says why. */
export function roomRefusals(
  model: RoomModel,
  kinds: readonly RefusalKind[],
  from: number,
  to: number,
): Refusals {
  checkPage(from, to);
  const rows = KINDS.filter(([kind]) => kinds.includes(kind)).flatMap(([kind]) => [
    ...(refusedRows(model).get(kind) ?? []),
  ]);
  const asked = rows.slice(from, to);
  const texts = model.texts.read(Array.from(asked, (row) => model.events.eventNid[row] ?? 0));
  const { rejected, softFailed, notSent, outliers } = model.counts;
  return {
    counts: { rejected, soft_failed: softFailed, not_sent: notSent, outlier: outliers },
    total: rows.length,
    entries: Array.from(asked, (row): RefusalEntry => {
      const eventNid = model.events.eventNid[row] ?? 0;
      const text = texts.get(eventNid);
      const { ladder } = explainEvent(model.room, model.events.eventId[row] ?? '');
      const failed = ladder.find((rung) => rung.ok === false);
      return {
        kind: kindOf(flagsOf(model, row)),
        row,
        eventNid,
        sentence: text?.sentence ?? '',
        glyph: text?.glyph ?? 'message',
        level: failed?.level ?? null,
        ruleId: failed?.rule_id ?? null,
        because: failed?.because ?? null,
      };
    }),
  };
}

/** Each row under the first kind that holds of it. Found once a room. O(rows). */
function refusedRows(model: RoomModel): RowsByKind {
  const known = kept.get(model);
  if (known) return known;
  const any = KINDS.reduce((bits, [, bit]) => bits | bit, 0);
  const rows = new Map<RefusalKind, number[]>(KINDS.map(([kind]) => [kind, []]));
  for (const [row, flags] of model.flags.entries())
    if ((flags & any) !== 0) rows.get(kindOf(flags))?.push(row);
  const found = new Map([...rows].map(([kind, list]) => [kind, Int32Array.from(list)]));
  kept.set(model, found);
  return found;
}

function flagsOf(model: RoomModel, row: number): number {
  return model.flags[row] ?? 0;
}

function kindOf(flags: number): RefusalKind {
  return KINDS.find(([, bit]) => (flags & bit) !== 0)?.[0] ?? 'rejected';
}
