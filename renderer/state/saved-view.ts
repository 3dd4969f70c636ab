import * as v from 'valibot';
import type { RoomView } from '../../core/contract/room-view';
import { useViewState } from './view-state';

const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** Numbers hold for the file: a saved room never changes. */
const savedView = v.object({
  roomId: v.string(),
  side: v.picklist(['before', 'after']),
  selection: v.variant('kind', [
    v.object({ kind: v.literal('none') }),
    v.object({ kind: v.literal('event'), row: whole, eventNid: whole }),
    v.object({ kind: v.literal('block'), blockNid: whole }),
    v.object({ kind: v.literal('snapshot'), snapshotNid: whole }),
  ]),
  /** In the middle of the screen; null: the room was drawn without scrolling. */
  row: v.nullable(whole),
});
type SavedView = v.InferOutput<typeof savedView>;

/** What is on screen, for the document to keep. */
export function savedViewText(): string {
  const { room, side, selection, visibleRows } = useViewState.getState();
  const row = visibleRows && Math.floor((visibleRows.from + visibleRows.to) / 2);
  return JSON.stringify({ roomId: room?.roomId ?? '', side, selection, row } satisfies SavedView);
}

/** null where the text is no saved view. */
export function savedRoomId(text: string): string | null {
  return parse(text)?.roomId ?? null;
}

/** Shows what was on screen; a text that makes no sense, or of another room, changes nothing. */
export function restoreView(text: string, room: RoomView): void {
  const saved = parse(text);
  if (!saved || saved.roomId !== room.roomId) return;
  const { setSide, select, revealRow } = useViewState.getState();
  setSide(saved.side);
  if (saved.selection.kind !== 'event' || saved.selection.row < room.rows) select(saved.selection);
  if (saved.row !== null && saved.row < room.rows) revealRow(saved.row);
}

function parse(text: string): SavedView | null {
  try {
    const parsed = v.safeParse(savedView, JSON.parse(text));
    return parsed.success ? parsed.output : null;
  } catch {
    return null;
  }
}
