import type { BlockInspection, StateEntryText } from '../../../core/contract/room-view';
import { EventGlyph } from '../../graph/glyphs';
import { useViewState } from '../../state/view-state';
import { LinkedText } from '../../widgets/linked-text';
import { BlockLink, EventNidLink, SnapshotLink, SnapshotList } from '../../widgets/nid-links';
import { counted, listed, shortHash } from '../../widgets/numbers';
import type { LessonModel, LessonSnapshot } from '../lesson/lesson-model';
import { BlockHead } from './block-inspector';
import { Fact, Facts } from './facts';
import { Section } from './section';

interface LessonBlockInspectorProps {
  readonly block: BlockInspection;
  readonly lesson: LessonModel;
}

/** A block of a small room: everything that is stored, beside every snapshot of the room. */
export function LessonBlockInspector({ block, lesson }: LessonBlockInspectorProps) {
  const { sharedBy, making, entries } = block;
  return (
    <div className="inspector-tabs">
      <div className="inspector-body scrolls">
        <div className="inspector-lead">
          <BlockHead block={block} />
          <p className="lesson-shared">
            {sharedBy.length > 1 ? (
              <>
                Shared by snapshots <SnapshotList nids={sharedBy} />. Stored once.
              </>
            ) : (
              <>
                In snapshot <SnapshotList nids={sharedBy} /> only.
              </>
            )}
          </p>
        </div>
        <Section title={`Holds ${counted(entries.total, 'state entry', 'state entries')}`}>
          <HeldEntries entries={entries.entries} />
        </Section>
        <Section title="How it was made">
          <p>
            <LinkedText text={`${making.headline} ${making.detail}`} />
          </p>
        </Section>
        <Section title="Snapshots of this room">
          <SnapshotMatrix lesson={lesson} chosen={block.blockNid} />
        </Section>
        <Section title="As stored">
          <Facts>
            <Fact name="Block NID" mono>
              {block.blockNid}
            </Fact>
            <Fact name="Event NIDs" mono>
              {block.stored}
            </Fact>
            <Fact name="Bytes" mono>
              {block.bytes}
            </Fact>
            <Fact name="Hash" mono>
              <span title={block.hash}>{shortHash(block.hash)}</span>
            </Fact>
          </Facts>
        </Section>
      </div>
    </div>
  );
}

function HeldEntries({ entries }: { readonly entries: readonly StateEntryText[] }) {
  return (
    <table className="state-table held-table">
      <thead>
        <tr>
          <th scope="col">
            <span className="visually-hidden">Glyph</span>
          </th>
          <th scope="col">Type</th>
          <th scope="col">State key</th>
          <th scope="col">Event</th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <tr key={`${entry.type} ${entry.stateKey}`}>
            <td>
              <EventGlyph glyph={entry.glyph} />
            </td>
            <th scope="row" className="mono">
              {entry.type}
            </th>
            <td className="mono held-key" title={entry.stateKey}>
              {entry.stateKey === '' ? '“”' : entry.stateKey}
            </td>
            <td>
              <EventNidLink eventNid={entry.eventNid} row={entry.row} className="plain-link">
                {entry.eventNid}
              </EventNidLink>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface SnapshotMatrixProps {
  readonly lesson: LessonModel;
  readonly chosen: number;
}

/** One line a snapshot, one cell a block: which snapshots list which blocks, at a glance. */
function SnapshotMatrix({ lesson, chosen }: SnapshotMatrixProps) {
  const current = useViewState((state) => state.room?.currentSnapshotNid);
  const blocks = [...lesson.blocks.keys()];
  return (
    <ul className="snapshot-matrix">
      {lesson.snapshots.map((snapshot) => (
        <li key={snapshot.snapshotNid}>
          <SnapshotLink nid={snapshot.snapshotNid} className="chip storage">
            Snapshot {snapshot.snapshotNid}
          </SnapshotLink>
          <span className="matrix-use">
            {wordsOfUse(snapshot, lesson, snapshot.snapshotNid === current)}
          </span>
          <span className="matrix-cells">
            {blocks.map((nid) =>
              snapshot.blocks.includes(nid) ? (
                <BlockLink
                  key={nid}
                  nid={nid}
                  className={`matrix-cell${nid === chosen ? ' chosen' : ''}`}
                />
              ) : (
                <span key={nid} className="matrix-cell none" />
              ),
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** "before events 3, 4 and 5", "before event 6, and now", "before event 1, empty" */
function wordsOfUse(snapshot: LessonSnapshot, lesson: LessonModel, isCurrent: boolean): string {
  const nids = snapshot.rowsBefore.map((row) => String(lesson.rows[row]?.text.eventNid ?? ''));
  const now = isCurrent ? 'now' : 'a past state of the room';
  const empty = snapshot.blocks.length === 0 ? ', empty' : '';
  if (nids.length === 0) return `${now}${empty}`;
  const use = nids.length === 1 ? `before event ${nids[0]}` : `before events ${listed(nids)}`;
  return `${use}${isCurrent ? ', and now' : ''}${empty}`;
}
