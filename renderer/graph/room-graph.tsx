import { type RefObject, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { RoomView } from '../../core/contract/room-view';
import { useViewState } from '../state/view-state';
import { type Size, useSize } from '../widgets/use-size';
import { BlockCard } from './block-card';
import { detailOf, LABELLED_ROW } from './detail';
import './graph.css';
import { GraphCanvas } from './graph-canvas';
import { GraphHeader } from './graph-header';
import { GraphRows } from './graph-rows';
import { GraphScrollBar } from './graph-scroll-bar';
import { Minimap } from './minimap/minimap';
import { MINIMAP_WIDTH } from './minimap/paint-minimap';
import { RangeLabels } from './range-labels';
import type { RoomPages } from './room-pages';
import { RowPeek } from './row-peek';
import { type Graph, useGraphStore, useRoomPages, useScene, useVisibleRows } from './use-graph';
import { useGraphCommands } from './use-graph-commands';
import { useKeys } from './use-keys';
import { usePointer } from './use-pointer';
import { useScroller } from './use-scroller';
import { useWantedPlace } from './use-wanted-place';
import { useZoom } from './use-zoom';
import { scrollHeight } from './viewport';

const HEADER = 48;
/** A narrower pane (400 %) needs its width for the rows. */
const MINIMAP_FROM = 560;

/** The room's events, one per row, with their graph, snapshots and the bars of their blocks. */
export function RoomGraph() {
  const room = useViewState((state) => state.room);
  return room ? <MeasuredGraph room={room} /> : null;
}

function MeasuredGraph({ room }: { readonly room: RoomView }) {
  const [ref, size] = useSize<HTMLDivElement>();
  const pages = useRoomPages(room);
  return (
    <section ref={ref} className="room-graph" aria-label="Events and state blocks">
      {size && pages && size.height > HEADER ? (
        <SizedGraph room={room} pages={pages} size={size} />
      ) : null}
    </section>
  );
}

interface SizedGraphProps {
  readonly room: RoomView;
  readonly pages: RoomPages;
  readonly size: Size;
}

function SizedGraph({ room, pages, size }: SizedGraphProps) {
  const store = useGraphStore(room);
  const hasMinimap = room.lesson === null && size.width >= MINIMAP_FROM;
  const scene = useScene(room, store, size.width - (hasMinimap ? MINIMAP_WIDTH : 0));
  const graph = useMemo(() => ({ room, pages, store, scene }), [room, pages, store, scene]);
  const isLabelled = useStore(store, ({ view }) => detailOf(view.rowHeight) === 'labels');
  const rest = size.height - HEADER;
  const height = isLabelled ? Math.floor(rest / LABELLED_ROW) * LABELLED_ROW : rest;
  const scroller = useRef<HTMLDivElement>(null);
  const follow = useScroller(store, scroller, height);
  useVisibleRows(graph);
  return (
    <>
      {hasMinimap ? <Minimap graph={graph} height={size.height} onMove={follow} /> : null}
      <div className="graph-pane">
        <GraphHeader graph={graph} height={size.height - height} />
        <GraphBody graph={graph} height={height} scroller={scroller} follow={follow} />
      </div>
    </>
  );
}

interface GraphBodyProps {
  readonly graph: Graph;
  readonly height: number;
  readonly scroller: RefObject<HTMLDivElement | null>;
  follow(): void;
}

function GraphBody({ graph, height, scroller, follow }: GraphBodyProps) {
  const { store, scene } = graph;
  const [window, setWindow] = useState<HTMLDivElement | null>(null);
  const zoom = useZoom(store, window, follow);
  const onKeyDown = useKeys(graph, follow);
  useGraphCommands(graph, zoom);
  useWantedPlace(store, height > 0, follow);
  const pointer = usePointer(graph);
  const total = useStore(store, ({ view }) => scrollHeight(view));
  return (
    <div className="graph-body" style={{ height }}>
      <div ref={scroller} className="graph-scroller" tabIndex={-1}>
        <div
          className="graph-extent"
          style={{ height: total, width: scene.width + scene.bars.overflow }}
        >
          <div
            ref={setWindow}
            className="graph-window"
            style={{ height, width: scene.width }}
            {...pointer}
          >
            <GraphCanvas graph={graph} />
            <RangeLabels graph={graph} />
            <GraphRows graph={graph} onKeyDown={onKeyDown} />
            <RowPeek graph={graph} />
            <BlockCard graph={graph} />
          </div>
        </div>
      </div>
      <GraphScrollBar graph={graph} onScroll={follow} />
    </div>
  );
}
