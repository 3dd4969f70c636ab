import type { SnapshotInspection } from '../../../core/contract/room-view';
import { LinkedText } from '../../widgets/linked-text';
import { count, counted } from '../../widgets/numbers';
import { StoredFoot } from './block-inspector';
import { BlockTable } from './block-table';
import { Entries } from './entries';
import { Section } from './section';
import { DerivedChip } from './state-tab';

export function SnapshotInspector({ snapshot }: { readonly snapshot: SnapshotInspection }) {
  const { snapshotNid, blocks, making } = snapshot;
  return (
    <div className="inspector-tabs">
      <div className="inspector-body scrolls">
        <div className="inspector-lead">
          <header className="storage-head">
            <span className="snapshot-swatch" aria-hidden="true" />
            <h2 className="inspector-title">Snapshot {snapshotNid}</h2>
            <span className="at-end chip storage pill">{counted(blocks.length, 'block')}</span>
            {making.derived ? <DerivedChip /> : null}
          </header>
          <p>
            <strong>{making.headline}</strong> <LinkedText text={making.detail} />
          </p>
          <p className="quiet-text small">
            The state <LinkedText text={snapshot.usedText} />
            {snapshot.current ? ', and the room’s current state' : ''}.
          </p>
        </div>
        <Section title="Its blocks, later ones win" aside={count(blocks.length)}>
          {blocks.length === 0 ? (
            <p className="quiet-text">None: this snapshot is empty.</p>
          ) : (
            <BlockTable blocks={blocks} own={null} />
          )}
        </Section>
        <Section title="Entries" aside={count(snapshot.state.total)}>
          <Entries list={snapshot.state} of={{ kind: 'snapshot', snapshotNid }} />
        </Section>
      </div>
      <StoredFoot bytes={snapshot.bytes} hash={snapshot.hash} />
    </div>
  );
}
