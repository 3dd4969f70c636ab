import { entryRank } from '../../analysis/sort-entries';
import { targetsOf } from '../../base/csr';
import { RoomscopeError } from '../../base/errors';
import { eventsOf, stateAfter, stateBefore } from '../../roomserver/internal/query/state-at';
import type { EventNid, EventTypeNid } from '../../roomserver/types/nids';
import type { EntriesOf, EntryList, StateEntryText } from '../room-view';
import { filterEntries } from './filter-entries';
import type { RoomModel } from './room-model';

/** Entries that an inspection carries; the rest is asked for. */
export const FIRST_ENTRIES = 200;
const MOST_ENTRIES = 4096;

/** Entries `from` to `to` (exclusive; cut at the end) of a state or block, in the order shown; with a filter of those it finds. */
export function entryList(
  model: RoomModel,
  of: EntriesOf,
  from: number,
  to: number,
  filter = '',
): EntryList {
  if (to - from > MOST_ENTRIES)
    throw new RoomscopeError('usage', `Ask for at most ${MOST_ENTRIES} entries at a time.`);
  const nids = model.entryLists.get(JSON.stringify([of, filter]), () =>
    sorted(model, filterEntries(model, eventNidsOf(model, of), filter)),
  );
  const asked = nids.slice(from, to);
  const texts = model.texts.read(asked);
  const entries: StateEntryText[] = [];
  for (const eventNid of asked) {
    const text = texts.get(eventNid);
    if (!text) continue;
    const { eventId, row, type, stateKey, key, value, sentence, glyph } = text;
    entries.push({
      eventNid,
      eventId,
      row: row < 0 ? null : row,
      type,
      stateKey: stateKey ?? '',
      key: key || type,
      value,
      sentence,
      glyph,
    });
  }
  return { total: nids.length, entries };
}

/** Throws `usage` where the room does not have it. */
export function rowOfNid({ events, room }: RoomModel, eventNid: number): number {
  const row = events.rowOfNid(eventNid);
  if (row < 0) throw notHere(room.row.roomId, `event ${eventNid}`);
  return row;
}

export function snapshotIndexOf({ sharing, room }: RoomModel, nid: number): number {
  const snapshot = sharing.snapshots.indexOf(nid);
  if (snapshot < 0) throw notHere(room.row.roomId, `snapshot ${nid}`);
  return snapshot;
}

export function blockIndexOf({ sharing, room }: RoomModel, nid: number): number {
  const block = sharing.blocks.indexOf(nid);
  if (block < 0) throw notHere(room.row.roomId, `block ${nid}`);
  return block;
}

/** Rows whose state before lists the block, ascending. */
export function rowsOfBlock({ sharing }: RoomModel, block: number): Int32Array {
  const snapshots = targetsOf(sharing.snapshotsOfBlock, block);
  const parts = Array.from(snapshots, (snapshot) => targetsOf(sharing.rowsBefore, snapshot));
  const rows = new Int32Array(parts.reduce((count, part) => count + part.length, 0));
  let length = 0;
  for (const part of parts) {
    rows.set(part, length);
    length += part.length;
  }
  return rows.sort();
}

function eventNidsOf(model: RoomModel, of: EntriesOf): readonly EventNid[] {
  const { events, states, sharing } = model;
  switch (of.kind) {
    case 'snapshot': {
      const snapshot = snapshotIndexOf(model, of.snapshotNid);
      return states.view(sharing.snapshots.nid(snapshot)).eventNids();
    }
    case 'block':
      return states.blockEvents(sharing.blocks.nid(blockIndexOf(model, of.blockNid)));
    default: {
      const row = rowOfNid(model, of.eventNid);
      const at =
        of.kind === 'before' ? stateBefore(events, states, row) : stateAfter(events, states, row);
      return at ? eventsOf(states, at) : [];
    }
  }
}

/** What describes the room first, then members, then the rest; inside a group by event. */
function sorted({ states, room }: RoomModel, nids: readonly EventNid[]): readonly number[] {
  const ranks = new Map<EventTypeNid, number>();
  const rankOf = (nid: EventNid) => {
    const typeNid = states.tuples.typeNid(states.tupleOf(nid));
    const known = ranks.get(typeNid) ?? entryRank(room.storage.eventTypes.text(typeNid) ?? '');
    ranks.set(typeNid, known);
    return known;
  };
  return nids
    .map((nid) => ({ nid, rank: rankOf(nid) }))
    .sort((a, b) => a.rank - b.rank || a.nid - b.nid)
    .map(({ nid }) => nid);
}

function notHere(roomId: string, what: string): RoomscopeError {
  return new RoomscopeError('usage', `The room ${roomId} has no ${what}.`);
}
