import { type PointerEvent, useMemo } from 'react';
import { ROWS_PER_TILE } from '../../core/contract/room-view';
import { useViewState } from '../state/view-state';
import type { Hovered } from './graph-store';
import { hitTest } from './hit-test';
import { newBlocks, snapshotMark } from './row-numbers';
import { CHIP_WIDTH } from './scene';
import type { Graph } from './use-graph';
import { rowsOnScreen } from './viewport';

/** Pointing at rows and bars, and choosing them. */
export function usePointer(graph: Graph) {
  return useMemo(
    () => ({
      onPointerMove(event: PointerEvent<HTMLElement>) {
        if (event.pointerType !== 'touch') hover(graph, hitOf(graph, event).hit);
      },
      onPointerLeave() {
        hover(graph, null);
      },
      onClick(event: React.MouseEvent<HTMLElement>) {
        choose(graph, hitOf(graph, event));
      },
    }),
    [graph],
  );
}

interface Hit {
  readonly hit: Hovered;
  readonly x: number;
}

function hitOf(graph: Graph, event: React.MouseEvent<HTMLElement>): Hit {
  const box = event.currentTarget.getBoundingClientRect();
  const { view, scrollX } = graph.store.getState();
  const { side } = useViewState.getState();
  const x = event.clientX - box.left;
  const point = { x, y: event.clientY - box.top, scrollX };
  return { hit: hitTest(graph.pages, graph.scene, view, side, point), x };
}

/** While one bar is pointed at the card stays where it came up. */
function hover(graph: Graph, hit: Hovered | null): void {
  const last = graph.store.getState().hovered;
  const isSame = last && hit && last.row === hit.row && last.blockNid === hit.blockNid;
  if (isSame || last === hit) return;
  const keepsCard = last?.blockNid && last.blockNid === hit?.blockNid;
  graph.store.setState({ hovered: keepsCard && hit ? { ...hit, y: last.y } : hit });
}

function choose(graph: Graph, { hit, x }: Hit): void {
  const { select, side } = useViewState.getState();
  const block = hit.blockNid ?? blockNumberAt(graph, hit.row, x);
  if (block !== null) {
    select({ kind: 'block', blockNid: block });
    return;
  }
  const snapshotNid = snapshotNumberAt(graph, hit.row, x);
  if (snapshotNid !== null) {
    select({ kind: 'snapshot', snapshotNid });
    return;
  }
  void selectRow(graph, hit.row);

  function snapshotNumberAt({ pages, scene, store }: Graph, row: number, at: number) {
    if (!scene.numbers) return null;
    const from = scene.numbers.snapshotX;
    if (at < from || at >= from + CHIP_WIDTH) return null;
    const mark = snapshotMark(pages, side, row, rowsOnScreen(store.getState().view).from);
    return 'snapshotNid' in mark ? mark.snapshotNid : null;
  }

  function blockNumberAt({ pages, scene }: Graph, row: number, at: number) {
    if (!scene.numbers) return null;
    const right = scene.numbers.newBlockRight;
    const isThere = at >= right - CHIP_WIDTH && at < right;
    return isThere ? (newBlocks(pages, side, row).at(-1) ?? null) : null;
  }
}

/** In the overview the row's tile may not be here yet. */
async function selectRow({ pages }: Graph, row: number): Promise<void> {
  const here = pages.factsOfRow(row);
  if (!here) await pages.tiles.fetch(Math.floor(row / ROWS_PER_TILE));
  const facts = here ?? pages.factsOfRow(row);
  if (facts) useViewState.getState().select({ kind: 'event', row, eventNid: facts.eventNid });
}
