import { type ChipFacts, chipsOf } from '../../analysis/chips';
import type { EventText } from '../../analysis/event-texts';
import { limitNote } from '../../analysis/limit-note';
import { outcomeOf } from '../../analysis/merge/merge-states';
import { type SpokenState, spokenRow } from '../../analysis/spoken-row';
import { shortType, shownStateKey } from '../../analysis/text/type-labels';
import { targetsOf } from '../../base/csr';
import { RoomscopeError } from '../../base/errors';
import type { LifelineView } from '../../layout/lifeline-view';
import { type Chip, RowFlag, type RowText } from '../room-view';
import type { RoomModel } from './room-model';

const MOST_ROWS = 4096;

/** The texts of rows `from` to `to` (exclusive; cut at the room's end). */
export function rowTexts(model: RoomModel, from: number, to: number): RowText[] {
  const { events, texts } = model;
  const end = Math.min(to, events.count);
  if (end - from > MOST_ROWS)
    throw new RoomscopeError('usage', `Ask for at most ${MOST_ROWS} rows at a time.`);
  const read = texts.read(events.eventNid.subarray(from, Math.max(from, end)));
  const rows: RowText[] = [];
  for (let row = from; row < end; row++) {
    const text = read.get(events.eventNid[row] ?? 0);
    if (text) rows.push(rowText(model, row, text));
  }
  return rows;
}

function rowText(model: RoomModel, row: number, text: EventText): RowText {
  const { events, flags, names } = model;
  const chips = rowChips(model, row);
  const bits = flags[row] ?? 0;
  return {
    row,
    eventNid: text.eventNid,
    eventId: text.eventId,
    sentence: text.sentence,
    tone: text.tone,
    shortType: shortType(text.type),
    stateKey: text.stateKey === null ? null : shownStateKey(text.stateKey, names),
    originServerTs: events.originServerTs[row] ?? 0,
    depth: depthText(model, row),
    chips,
    limitNoteBefore:
      bits & RowFlag.limitBefore ? limitNote(sizeOf(model, model.sharing.before[row])) : null,
    limitNoteAfter:
      bits & RowFlag.limitAfter ? limitNote(sizeOf(model, model.sharing.after[row])) : null,
    spoken: spoken(model, row, text.sentence, chips),
  };
}

/** Exact beyond 2^53. */
export function depthText({ events }: RoomModel, row: number): string {
  return String(events.exactDepth.get(row) ?? events.depth[row] ?? 0);
}

function sizeOf({ sharing }: RoomModel, snapshot: number | undefined): number {
  return sharing.size[snapshot ?? -1] ?? 0;
}

function rowChips(model: RoomModel, row: number): Chip[] {
  const bits = model.flags[row] ?? 0;
  return chipsOf({
    merge: bits & RowFlag.merge ? mergeFacts(model, row) : null,
    rejected: (bits & RowFlag.rejected) !== 0,
    softFailed: (bits & RowFlag.softFailed) !== 0,
    notSent: (bits & RowFlag.notSent) !== 0,
    outlier: (bits & RowFlag.outlier) !== 0,
    incomplete: (bits & RowFlag.incomplete) !== 0,
    missingParents: model.events.missingPrev.get(row)?.length ?? 0,
  });
}

function mergeFacts(model: RoomModel, row: number): ChipFacts['merge'] {
  const comparison = model.parentsOf(row);
  return comparison ? outcomeOf(comparison) : 'unknown';
}

function spoken(model: RoomModel, row: number, sentence: string, chips: readonly Chip[]): string {
  const { events, sharing, lifelines } = model;
  const notStored = (model.flags[row] ?? 0) & RowFlag.afterNotStored;
  return spokenRow({
    row,
    rows: events.count,
    eventNid: events.eventNid[row] ?? 0,
    sentence,
    chips: chips.map((chip) => chip.text),
    before: spokenState(model, sharing.before[row] ?? -1, lifelines.before, row),
    after: notStored
      ? 'not-stored'
      : spokenState(model, sharing.after[row] ?? -1, lifelines.after, row),
  });
}

function spokenState(
  { sharing }: RoomModel,
  snapshot: number,
  view: LifelineView,
  row: number,
): SpokenState | null {
  if (snapshot < 0) return null;
  const fresh = [view.newBlock[row] ?? -1, view.secondNewBlock[row] ?? -1];
  return {
    snapshotNid: sharing.snapshots.nid(snapshot),
    blocks: targetsOf(sharing.lists, snapshot).length,
    newBlocks: fresh.filter((block) => block >= 0).map((block) => sharing.blocks.nid(block)),
  };
}
