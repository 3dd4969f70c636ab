import type { BlockInspection } from '../../../core/contract/room-view';
import { CopyButton } from '../../widgets/copy-button';
import { LinkedText } from '../../widgets/linked-text';
import { SnapshotList } from '../../widgets/nid-links';
import { count, counted, shortHash } from '../../widgets/numbers';
import { Entries } from './entries';
import { Section } from './section';
import { DerivedChip } from './state-tab';

export function BlockInspector({ block }: { readonly block: BlockInspection }) {
  const { making, sharedBy, sharedBeforeNoEvent } = block;
  return (
    <div className="inspector-tabs">
      <div className="inspector-body scrolls">
        <div className="inspector-lead">
          <BlockHead block={block} />
          <p>
            <strong>{making.headline}</strong> <LinkedText text={making.detail} />
          </p>
        </div>
        {block.swept ? <Swept swept={block.swept} /> : null}
        <Section
          title={`Shared by ${counted(sharedBy.length, 'snapshot')}`}
          aside={<LinkedText text={block.usedText} />}
        >
          <p>
            <SnapshotList nids={sharedBy} />
          </p>
          {sharedBeforeNoEvent > 0 ? (
            <p className="quiet-text small">
              {sharedBeforeNoEvent === 1
                ? '1 of them is the state before no event: a past or present current state.'
                : `${count(sharedBeforeNoEvent)} of them are the state before no event: past or present current states.`}
            </p>
          ) : null}
        </Section>
        <Section title="Entries" aside={count(block.entries.total)}>
          <Entries list={block.entries} of={{ kind: 'block', blockNid: block.blockNid }} />
        </Section>
      </div>
      <StoredFoot bytes={block.bytes} hash={block.hash} />
    </div>
  );
}

export function BlockHead({ block }: { readonly block: BlockInspection }) {
  const size = counted(block.entries.total, 'entry', 'entries');
  return (
    <header className="storage-head">
      <span className="block-swatch" aria-hidden="true" />
      <h2 className="inspector-title">Block {block.blockNid}</h2>
      <span className="at-end chip storage pill">
        {block.kind} · {size}
      </span>
      {block.making.derived ? <DerivedChip /> : null}
    </header>
  );
}

/** One stroke for each entry that the full copy went over: solid in force, thin left behind. */
function Swept({ swept }: { readonly swept: Uint8Array }) {
  const inForce = swept.reduce((sum, one) => sum + one, 0);
  const left = swept.length - inForce;
  return (
    <Section
      title="What the copy swept together"
      aside={`${count(swept.length)} → ${counted(inForce, 'entry', 'entries')}`}
    >
      <div className="swept" aria-hidden="true">
        {Array.from(swept)
          .sort((a, b) => b - a)
          .map((one, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: strokes have no identity of their own.
            <span key={index} className={one === 1 ? 'in-force' : 'left-behind'} />
          ))}
      </div>
      <p className="swept-words quiet-text">
        <span>
          <strong>{count(inForce)}</strong> in force, copied
        </span>
        <span>
          <strong>{count(left)}</strong> replaced by later blocks, left behind
        </span>
      </p>
    </Section>
  );
}

export function StoredFoot({ bytes, hash }: { readonly bytes: number; readonly hash: string }) {
  return (
    <footer className="inspector-foot">
      <span>{counted(bytes, 'byte')} as stored</span>
      <span className="mono at-end" title={hash}>
        {shortHash(hash)}
      </span>
      <CopyButton text={hash} what="hash" />
    </footer>
  );
}
