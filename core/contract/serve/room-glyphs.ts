import { glyphOf } from '../../analysis/sentence/glyph';
import type { RoomEvents } from '../../roomserver/internal/query/room-events';
import type { Storage } from '../../roomserver/storage/interface';
import type { EventTypeNid } from '../../roomserver/types/nids';
import { GLYPHS } from '../room-view';

/** `RoomTile.glyph` of every row. O(rows). */
export function rowGlyphs(events: RoomEvents, storage: Storage): Uint8Array {
  const types = new Map<number, string>();
  for (const nid of new Set(events.typeNid))
    types.set(nid, storage.eventTypes.text(nid as EventTypeNid) ?? '');
  return Uint8Array.from({ length: events.count }, (_, row) =>
    GLYPHS.indexOf(
      glyphOf({
        type: types.get(events.typeNid[row] ?? 0) ?? '',
        isState: events.isState[row] === 1,
        putOutByOther: events.putOutByOther[row] === 1,
        redacted: events.redacted[row] === 1,
      }),
    ),
  );
}
