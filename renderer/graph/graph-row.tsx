import { memo } from 'react';
import type { Chip, RowText } from '../../core/contract/room-view';
import type { SnapshotMark } from './row-numbers';
import { CHIP_WIDTH, type Scene } from './scene';

export interface GraphRowProps {
  readonly row: number;
  readonly rows: number;
  readonly top: number;
  readonly height: number;
  readonly scene: Scene;
  readonly text: RowText | undefined;
  readonly snapshot: SnapshotMark['kind'];
  readonly snapshotNid: number;
  /** "777 780"; empty where no block is new. */
  readonly newBlock: string;
  /** The new block belongs to what is lit, or nothing is. */
  readonly isBlockLit: boolean;
  readonly isSelected: boolean;
  /** Has not happened yet, while one plays or scrubs. */
  readonly isFuture: boolean;
  /** The row's snapshot is lit; null where none is. */
  readonly isLit: boolean | null;
  readonly limitNote: string | null;
  readonly isNotStored: boolean;
}

export function rowElementId(row: number): string {
  return `graph-row-${row}`;
}

/**
 * One event in words and numbers; its glyph, edges and bars are painted below. Its name for screen
 * readers is the spoken sentence, which holds all of these.
 */
export const GraphRow = memo(function GraphRow(props: GraphRowProps) {
  const { row, rows, top, height, scene, text, isSelected, isLit } = props;
  const dimmed = `${isLit === false ? ' dimmed' : ''}${props.isFuture ? ' future' : ''}`;
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the list box holds the focus and names the active row.
    <div
      id={rowElementId(row)}
      role="option"
      aria-selected={isSelected}
      aria-setsize={rows}
      aria-posinset={row + 1}
      data-event-nid={text?.eventNid}
      className={`graph-row${isSelected ? ' selected' : ''}${isLit ? ' lit' : ''}${dimmed}`}
      style={{ top, height, lineHeight: `${height}px` }}
    >
      <span className="visually-hidden">{text?.spoken ?? `Row ${row + 1}`}</span>
      <span className="graph-row-content" aria-hidden="true" hidden={scene.numbers === null}>
        {text ? <Sentence scene={scene} text={text} /> : null}
        {text && scene.columns ? <Columns columns={scene.columns} text={text} /> : null}
        <Numbers {...props} />
      </span>
    </div>
  );
});

function Sentence({ scene, text }: { readonly scene: Scene; readonly text: RowText }) {
  const isStateEvent = text.stateKey !== null && text.tone !== 'message';
  const showType =
    scene.columns === null && isStateEvent && !text.sentence.includes(text.shortType);
  return (
    <span className="graph-sentence" style={{ left: scene.textX, width: scene.textWidth }}>
      <span className={`sentence ${text.tone}`} title={text.sentence}>
        {text.sentence}
      </span>
      {text.chips.map((chip) => (
        <RowChip key={chip.kind} chip={chip} isShort={scene.textWidth < SHORT_CHIPS} />
      ))}
      {showType ? (
        <span className="row-type mono" title={text.shortType}>
          {text.shortType}
        </span>
      ) : null}
    </span>
  );
}

/** In a sentence column narrower than this the ring alone says "merge". */
const SHORT_CHIPS = 360;

interface RowChipProps {
  readonly chip: Chip;
  readonly isShort: boolean;
}

function RowChip({ chip, isShort }: RowChipProps) {
  const refused = chip.kind === 'rejected' || chip.kind === 'soft-failed';
  return (
    <span className={`chip ${refused ? 'refuse' : 'outlined'}`} title={chip.text}>
      {chip.kind === 'rejected' ? <RejectedMark /> : null}
      {isShort ? chip.text.replace(/^Merge · /, '') : chip.text}
    </span>
  );
}

function RejectedMark() {
  return (
    <svg className="chip-mark" width="8" height="8" viewBox="0 0 8 8" aria-hidden="true">
      <path d="M1 1 7 7M7 1 1 7" fill="none" stroke="currentColor" strokeWidth="1.4" />
    </svg>
  );
}

interface ColumnsProps {
  readonly columns: NonNullable<Scene['columns']>;
  readonly text: RowText;
}

const ID_LENGTH = 7;

function Columns({ columns, text }: ColumnsProps) {
  const type = text.stateKey ? `${text.shortType} · ${text.stateKey}` : text.shortType;
  const sent = new Date(text.originServerTs);
  const isDate = !Number.isNaN(sent.getTime());
  return (
    <>
      <span className="graph-column" style={{ left: columns.nid }}>
        {text.eventNid}
      </span>
      <span
        className="graph-column mono"
        style={{ left: columns.type, width: columns.id - columns.type - 8 }}
        title={type}
      >
        {type}
      </span>
      <span className="graph-column mono" style={{ left: columns.id }} title={text.eventId}>
        {text.eventId.slice(0, ID_LENGTH)}
      </span>
      <span
        className="graph-column mono"
        style={{ left: columns.time }}
        title={isDate ? sent.toISOString() : String(text.originServerTs)}
      >
        {isDate ? sent.toISOString().slice(11, 19) : '–'}
      </span>
    </>
  );
}

function Numbers(props: GraphRowProps) {
  const { scene, newBlock, isBlockLit, limitNote, isNotStored } = props;
  if (!scene.numbers) return null;
  const right = scene.width - scene.numbers.newBlockRight;
  return (
    <>
      <Snapshot {...props} />
      {isNotStored ? (
        <span className="new-block" style={{ right }}>
          +1
        </span>
      ) : null}
      {newBlock !== '' && !isNotStored ? (
        <span className={`new-block${isBlockLit ? '' : ' unlit'}`} style={{ right }}>
          {newBlock}
        </span>
      ) : null}
      {limitNote === null ? null : (
        <span
          className="limit-note"
          style={{ left: scene.bars.deltaX, width: scene.width - scene.bars.deltaX - 8 }}
          title={limitNote}
        >
          {limitNote}
        </span>
      )}
    </>
  );
}

function Snapshot({ scene, snapshot, snapshotNid }: GraphRowProps) {
  const left = scene.numbers?.snapshotX;
  if (snapshot === 'not-stored')
    return (
      <span className="snapshot-not-stored" style={{ left }}>
        not stored
      </span>
    );
  if (snapshot !== 'new' && snapshot !== 'again') return null;
  return (
    <span className={`snapshot-number ${snapshot}`} style={{ left, width: CHIP_WIDTH }}>
      {snapshotNid}
    </span>
  );
}
