import { useEffect, useState } from 'react';
import type { BlockInspection } from '../../core/contract/room-view';
import { useRoomRef } from '../client/use-inspection';
import { useRequest } from '../client/use-request';
import { count, counted } from '../widgets/numbers';
import type { Hovered } from './graph-store';
import { type Graph, useGraphState } from './use-graph';

const WIDTH = 296;
const HEIGHT = 90;
const ARROW = 11;
const DELAY_MS = 120;

/** What a bar under the pointer holds, and who shares it. */
export function BlockCard({ graph }: { readonly graph: Graph }) {
  const hovered = useGraphState(graph, (state) => state.hovered);
  const height = useGraphState(graph, ({ view }) => view.height);
  const blockNid = useSettled(hovered?.blockNid ?? null);
  const ref = useRoomRef();
  const block = useRequest('debug.block', ref && blockNid !== null ? { ...ref, blockNid } : null);
  if (!hovered || hovered.blockNid === null || !block.fresh || !block.data) return null;
  if (block.data.blockNid !== hovered.blockNid) return null;
  return <Card block={block.data} hovered={hovered} height={height} />;
}

/** The value once it has been the same for a moment. */
function useSettled(value: number | null): number | null {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), value === null ? 0 : DELAY_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}

interface CardProps {
  readonly block: BlockInspection;
  readonly hovered: Hovered;
  readonly height: number;
}

function Card({ block, hovered, height }: CardProps) {
  const top = Math.max(4, Math.min(hovered.y - 16, height - HEIGHT - 4));
  const left = Math.max(4, hovered.barX - ARROW - WIDTH);
  const [entry] = block.entries.entries;
  const only = block.entries.total === 1 ? entry : undefined;
  return (
    <div className="block-card" role="tooltip" style={{ left, top, width: WIDTH }}>
      <span className="block-card-arrow" style={{ top: Math.max(10, hovered.y - top - 6) }} />
      <p className="block-card-head">
        <span className={`card-swatch ${block.kind}`} />
        <strong>Block {block.blockNid}</strong>
        <span>
          {block.kind} · {counted(block.entries.total, 'entry', 'entries')}
        </span>
        {only ? <span className="block-card-event">event {only.eventNid}</span> : null}
      </p>
      <p className="block-card-sentence">{only ? only.sentence : block.making.headline}</p>
      <Shared block={block} />
    </div>
  );
}

function Shared({ block: { sharedBy, usedText } }: { readonly block: BlockInspection }) {
  const n = sharedBy.length;
  return (
    <p className="block-card-shared">
      {n === 1 ? 'In ' : 'Shared by '}
      <strong>{count(n)}</strong> {n === 1 ? 'snapshot' : 'snapshots'}, {usedText}
    </p>
  );
}
