import { SideSwitch } from '../widgets/side-switch';
import { kindsX } from './scene';
import type { Graph } from './use-graph';

/** The Before/After switch over the captions; captions are read as words, columns as rows' text. */
export function GraphHeader({ graph, height }: { readonly graph: Graph; readonly height: number }) {
  const { scene } = graph;
  const { numbers, columns, bars } = scene;
  const switchX = numbers ? numbers.snapshotX : bars.fullX;
  return (
    <header className="graph-header" style={{ height }}>
      <div className="graph-switch" style={{ left: switchX, bottom: switchBottom(height) }}>
        <SideSwitch />
      </div>
      {numbers ? <Caption x={scene.textX}>Event</Caption> : null}
      {numbers ? null : <LowCaptions graph={graph} />}
      {columns ? (
        <>
          <Caption x={columns.nid}>NID</Caption>
          <Caption x={columns.type}>Type and state key</Caption>
          <Caption x={columns.id}>ID</Caption>
          <Caption x={columns.time}>Time</Caption>
        </>
      ) : null}
      {numbers ? (
        <>
          <Caption x={numbers.snapshotX}>Snapshot</Caption>
          <span
            className="graph-caption at-right"
            style={{ right: scene.width - numbers.newBlockRight }}
          >
            New block
          </span>
        </>
      ) : null}
      <Caption x={bars.fullX} storage>
        Full
      </Caption>
      <Caption x={bars.deltaX} storage>
        Delta
      </Caption>
    </header>
  );
}

/** The window's remainder goes above the switch, and a little between it and the captions. */
function switchBottom(height: number): number {
  return Math.min(23, 20 + (height - 48) * 0.4);
}

function LowCaptions({ graph }: { readonly graph: Graph }) {
  const { scene } = graph;
  const isTicks = kindsX(scene) > scene.lanes.first;
  return (
    <>
      {isTicks && scene.lanes.pitch < 8 ? <Caption x={kindsX(scene)}>Kinds</Caption> : null}
      <Caption x={scene.textX}>Rows</Caption>
    </>
  );
}

interface CaptionProps {
  readonly x: number;
  readonly storage?: boolean;
  readonly children: string;
}

function Caption({ x, storage = false, children }: CaptionProps) {
  return (
    <span className={`graph-caption${storage ? ' storage' : ''}`} style={{ left: x }}>
      {children}
    </span>
  );
}
