import {
  type KeyChange,
  type LayeredState,
  stateChanges,
} from '../../../analysis/difference/state-changes';
import { entryRank } from '../../../analysis/sort-entries';
import { RoomscopeError } from '../../../base/errors';
import { snapshotAfter, snapshotBefore } from '../../../roomserver/internal/query/state-at';
import type { EventNid, EventStateKeyNid } from '../../../roomserver/types/nids';
import type { Difference, DifferenceEntry, EntryGroup, RoomPoint } from '../../state-questions';
import { RecentMap } from '../recent-map';
import { rowOfNid } from '../room-entries';
import type { RoomModel } from '../room-model';
import { checkPage, EntryWords } from './entry-words';

const GROUPS: readonly EntryGroup[] = ['room', 'members', 'other'];
const KEPT = 4;
const kept = new WeakMap<RoomModel, RecentMap<readonly RankedChange[]>>();

interface RankedChange extends KeyChange {
  readonly type: string;
  readonly stateKey: string;
  readonly rank: number;
}

/** What differs from state A to state B, in the order in which states are listed. */
export function roomDifference(
  model: RoomModel,
  a: RoomPoint,
  b: RoomPoint,
  from: number,
  to: number,
): Difference {
  checkPage(from, to);
  const changes = changesOf(model, a, b);
  const asked = changes.slice(from, to);
  const words = new EntryWords(
    model,
    asked.flatMap(({ before, after }) => [before, after]),
  );
  const count = (holds: (change: KeyChange) => boolean) => changes.filter(holds).length;
  return {
    added: count(({ before }) => before === 0),
    removed: count(({ after }) => after === 0),
    changed: count(({ before, after }) => before !== 0 && after !== 0),
    incomplete: isIncomplete(model, a) || isIncomplete(model, b),
    total: changes.length,
    entries: asked.map((change) => entryOf(model, words, change)),
  };
}

/** Pages of one difference are cut from one list. */
function changesOf(model: RoomModel, a: RoomPoint, b: RoomPoint): readonly RankedChange[] {
  const recent = kept.get(model) ?? new RecentMap<readonly RankedChange[]>(KEPT);
  kept.set(model, recent);
  return recent.get(JSON.stringify([a, b]), () =>
    stateChanges(model.states, layered(model, a), layered(model, b))
      .map((change) => ranked(model, change))
      .sort((x, y) => x.rank - y.rank || newest(x) - newest(y)),
  );
}

function newest({ before, after }: KeyChange): number {
  return after === 0 ? before : after;
}

function layered(model: RoomModel, point: RoomPoint): LayeredState {
  const { events, states } = model;
  if (point.kind === 'now') return { snapshot: events.room.stateSnapshotNid, own: 0 };
  const row = rowOfNid(model, point.eventNid);
  const before = snapshotBefore(events, row);
  if (before === 0)
    throw new RoomscopeError(
      'usage',
      `The state ${point.kind} event ${point.eventNid} is not known: it was stored without one. Mark another event.`,
      { eventId: events.eventId[row] ?? null },
    );
  if (point.kind === 'before') return { snapshot: before, own: 0 };
  const after = snapshotAfter(events, states, row);
  return after === 0
    ? { snapshot: before, own: events.eventNid[row] as EventNid }
    : { snapshot: after, own: 0 };
}

function ranked({ states, room }: RoomModel, change: KeyChange): RankedChange {
  const { eventTypes, eventStateKeys } = room.storage;
  const type = eventTypes.text(states.tuples.typeNid(change.tuple)) ?? '';
  const keyNid = states.tuples.stateKeyNid(change.tuple) as EventStateKeyNid;
  return { ...change, type, stateKey: eventStateKeys.text(keyNid) ?? '', rank: entryRank(type) };
}

function entryOf(model: RoomModel, words: EntryWords, change: RankedChange): DifferenceEntry {
  const { type, stateKey, before, after, rank } = change;
  return {
    change: before === 0 ? 'added' : after === 0 ? 'removed' : 'changed',
    group: GROUPS[rank] ?? 'other',
    type,
    stateKey,
    key: model.keys.key(type, stateKey),
    glyph: words.text(newest(change))?.glyph ?? 'state',
    lines: words.change(change, before, after),
    from: words.ref(before),
    to: words.ref(after),
  };
}

function isIncomplete({ events }: RoomModel, point: RoomPoint): boolean {
  if (point.kind !== 'now') return events.incomplete[events.rowOfNid(point.eventNid)] === 1;
  return events.forwardExtremity.some((is, row) => is === 1 && events.incomplete[row] === 1);
}
