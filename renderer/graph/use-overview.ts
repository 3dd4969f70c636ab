import type { RoomOverview } from '../../core/contract/room-view';
import { useRoomRef } from '../client/use-inspection';
import { useRequest } from '../client/use-request';
import { detailOf } from './detail';
import { type Graph, useGraphState } from './use-graph';
import type { Viewport } from './viewport';

/** The rows about the window, a bucket per pixel; null while rows are drawn one by one. */
export function useScreenOverview(graph: Graph): RoomOverview | null {
  const ref = useRoomRef();
  const asked = useGraphState(graph, ({ view }) => askFor(view));
  const [from = 0, to = 0, buckets = 0] = asked.split(' ').map(Number);
  const isAsked = ref !== null && asked !== '';
  return useRequest('debug.overview', isAsked ? { ...ref, from, to, buckets } : null).data;
}

/** The whole room in as many buckets as a strip of this height has pixels. */
export function useRoomOverview({ room }: Graph, height: number): RoomOverview | null {
  const ref = useRoomRef();
  const buckets = Math.max(1, Math.round(height));
  const isAsked = ref !== null && room.rows > 0;
  const params = isAsked ? { ...ref, from: 0, to: room.rows, buckets } : null;
  return useRequest('debug.overview', params).data;
}

/**
 * Whole screens, so that scrolling within one asks nothing: the one at the window's top, and the next.
 * A string, so that equal questions are the same value.
 */
function askFor(view: Viewport): string {
  if (detailOf(view.rowHeight) !== 'overview' || view.height <= 0) return '';
  const rowsPerScreen = Math.ceil(view.height / view.rowHeight);
  const screen = Math.floor(view.top / view.rowHeight / rowsPerScreen);
  const from = screen * rowsPerScreen;
  const to = Math.min(view.rows, from + 2 * rowsPerScreen);
  const buckets = Math.max(1, Math.round((to - from) * view.rowHeight));
  return to > from ? `${from} ${to} ${buckets}` : '';
}
