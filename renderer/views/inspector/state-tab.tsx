import type {
  EventInspection,
  MergeComparison,
  StateChange,
  StateSide,
} from '../../../core/contract/room-view';
import type { Side } from '../../state/view-state';
import { LinkedText } from '../../widgets/linked-text';
import { BlockLink, EventNidLink, SnapshotLink, SnapshotList } from '../../widgets/nid-links';
import { counted } from '../../widgets/numbers';
import { BlockTable } from './block-table';
import { Entries } from './entries';
import { MarkButtons } from './mark-buttons';
import { MergeTable } from './merge-table';
import { Section } from './section';

interface StateTabProps {
  readonly event: EventInspection;
  readonly side: Side;
}

/** The state before or after an event: where it is stored, how it came about, what it holds. */
export function StateTab({ event, side }: StateTabProps) {
  const state = event[side];
  if (!state.known) {
    return (
      <div className="inspector-lead">
        <p>
          <strong>{state.making.headline}</strong> <LinkedText text={state.making.detail} />
        </p>
      </div>
    );
  }
  return (
    <>
      <Lead event={event} side={side} state={state} />
      {side === 'before' && event.merge ? (
        <Merge merge={event.merge} eventNid={event.eventNid} state={state} />
      ) : null}
      {side === 'after' ? <Change change={event.change} total={state.state.total} /> : null}
      <Blocks event={event} side={side} state={state} />
      {side === 'before' && event.merge ? null : (
        <Section title={`State ${side} the event`} aside={counted(state.state.total, 'key')}>
          <Entries list={state.state} of={{ kind: side, eventNid: event.eventNid }} />
        </Section>
      )}
    </>
  );
}

interface SideProps extends StateTabProps {
  readonly state: StateSide;
}

function Lead({ event, side, state }: SideProps) {
  return (
    <div className="inspector-lead">
      <p className="storage-chips">
        {state.snapshotNid === null ? (
          <NotStoredChips before={event.before} />
        ) : (
          <StoredChips snapshotNid={state.snapshotNid} state={state} />
        )}
        {state.making.derived && state.snapshotNid !== null ? <DerivedChip /> : null}
      </p>
      <p>
        <strong>{state.making.headline}</strong> <LinkedText text={state.making.detail} />
      </p>
      <SharedBy state={state} />
      <MarkButtons point={{ kind: side, eventNid: event.eventNid }} />
      {state.incomplete ? (
        <p className="quiet-text small">
          Incomplete: a previous event of this or an earlier one is not held, so entries of the
          state {side} may be missing.
        </p>
      ) : null}
    </div>
  );
}

export function DerivedChip() {
  return (
    <span
      className="chip dashed at-end"
      title="Worked out from the rows; the server does not record it."
    >
      Derived
    </span>
  );
}

function NotStoredChips({ before }: { readonly before: StateSide }) {
  return (
    <>
      {before.snapshotNid === null ? null : (
        <>
          <SnapshotLink nid={before.snapshotNid} className="chip storage">
            Snapshot {before.snapshotNid}
          </SnapshotLink>
          <span className="quiet-text">and</span>
        </>
      )}
      <span className="chip storage dashed">+1, not stored</span>
    </>
  );
}

/** More blocks than these are listed below, not in the line of chips. */
const CHIPS = 2;

function StoredChips({ snapshotNid, state }: { snapshotNid: number; state: StateSide }) {
  const { blocks } = state;
  return (
    <>
      <SnapshotLink nid={snapshotNid} className="chip storage">
        Snapshot {snapshotNid}
      </SnapshotLink>
      <span className="quiet-text">=</span>
      {blocks.length === 0 ? <span className="quiet-text">empty</span> : null}
      {blocks.length > CHIPS ? (
        <span className="chip storage">{counted(blocks.length, 'block')}</span>
      ) : (
        blocks.map((block) => (
          <BlockLink key={block.blockNid} nid={block.blockNid} className="chip storage">
            Block {block.blockNid}
            {blocks.length === 1 ? ` · ${counted(block.entries, 'entry', 'entries')}` : ''}
          </BlockLink>
        ))
      )}
    </>
  );
}

/** Of the newest block: a snapshot of several blocks shares the older ones anyway. */
function SharedBy({ state }: { readonly state: StateSide }) {
  const { sharedBy, bytes, blocks } = state;
  const newest = blocks.at(-1);
  if (!newest || bytes === null) return null;
  const several = blocks.length > 1;
  return (
    <p className="quiet-text small">
      {several ? `Block ${newest.blockNid}: ` : ''}
      {sharedBy.length > 1 ? (
        <>
          {several ? 'shared' : 'Shared'} by snapshots <SnapshotList nids={sharedBy} />.
        </>
      ) : (
        `${several ? 'in' : 'In'} this snapshot only.`
      )}{' '}
      {counted(bytes, 'byte')}.
    </p>
  );
}

interface MergeProps {
  readonly merge: MergeComparison;
  readonly eventNid: number;
  readonly state: StateSide;
}

function Merge({ merge, eventNid, state }: MergeProps) {
  const total = state.state.total;
  const { differing, oneBranchOnly, sameOnAll } = merge;
  const parents = merge.parents.length === 2 ? 'both' : `all ${numberWord(merge.parents.length)}`;
  return (
    <>
      {differing.length > 0 ? (
        <Section title="Changed against each parent" aside="event that holds the key">
          <MergeTable merge={merge} keys={differing} total={total} />
        </Section>
      ) : null}
      <div className="inspector-section folds">
        {oneBranchOnly.length > 0 ? (
          <details>
            <summary>
              <span className="caption">On one branch only</span>
              <span className="section-aside">{counted(oneBranchOnly.length, 'key')}</span>
            </summary>
            <MergeTable merge={merge} keys={oneBranchOnly} total={total} />
          </details>
        ) : null}
        <details open={differing.length === 0}>
          <summary>
            <span className="caption">Same on {parents}</span>
            <span className="section-aside">{counted(sameOnAll, 'key')}</span>
          </summary>
          <Entries
            list={state.state}
            of={{ kind: 'before', eventNid }}
            except={new Set([...differing, ...oneBranchOnly].map(({ key }) => key))}
          />
        </details>
      </div>
    </>
  );
}

const NUMBER_WORDS = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
];

function numberWord(n: number): string {
  return NUMBER_WORDS[n] ?? String(n);
}

function Change({ change, total }: { readonly change: StateChange | null; total: number }) {
  if (!change) {
    return (
      <Section title="Changed by this event">
        <p className="quiet-text">Nothing: the state after equals the state before.</p>
      </Section>
    );
  }
  return (
    <Section title="Changed by this event" aside={`1 of ${counted(total, 'key')}`}>
      <table className="state-table change-table">
        <thead>
          <tr>
            <th scope="col">Key</th>
            <th scope="col">Before</th>
            <th scope="col">After</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row" className="mono">
              {change.key}
            </th>
            <td>
              <ChangedValue entry={change.before} />
            </td>
            <td className="strong">
              <ChangedValue entry={change.after} />
            </td>
          </tr>
        </tbody>
      </table>
    </Section>
  );
}

function ChangedValue({ entry }: { readonly entry: StateChange['before'] }) {
  if (!entry) return <span className="quiet-text">absent</span>;
  return (
    <span className="changed-value">
      <span title={entry.value}>{entry.value}</span>
      <EventNidLink eventNid={entry.eventNid} className="plain-link">
        {entry.eventNid}
      </EventNidLink>
    </span>
  );
}

function Blocks({ event, side, state }: SideProps) {
  const isStored = state.snapshotNid !== null;
  const shown = isStored ? state : event.before;
  if (shown.blocks.length === 0 || (isStored && shown.blocks.length === 1)) return null;
  const title = `Blocks of the state ${isStored ? side : 'before'}`;
  const own = isStored ? null : { sentence: event.sentence, eventNid: event.eventNid };
  const aside = shown.snapshotNid === null ? '' : `snapshot ${shown.snapshotNid}`;
  return (
    <Section title={title} aside={aside}>
      <BlockTable blocks={shown.blocks} own={own} />
    </Section>
  );
}
