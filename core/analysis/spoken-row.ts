import { counted, listed } from './text/words';

export interface SpokenFacts {
  readonly row: number;
  readonly rows: number;
  readonly eventNid: number;
  readonly sentence: string;
  readonly chips: readonly string[];
  readonly before: SpokenState | null;
  /** null: not known. `not-stored`: the before state and one entry. */
  readonly after: SpokenState | 'not-stored' | null;
}

export interface SpokenState {
  readonly snapshotNid: number;
  readonly blocks: number;
  /** Blocks whose first row is this one. */
  readonly newBlocks: readonly number[];
}

/** A row for those who hear it: what happened first, then where it stands, then its states. */
export function spokenRow(facts: SpokenFacts): string {
  const parts = [facts.sentence, ...facts.chips.map((chip) => chip.replace(' · ', ', '))];
  parts.push(`Event ${facts.eventNid}, row ${facts.row + 1} of ${facts.rows}`);
  parts.push(
    facts.before === null ? 'State before: not known' : `State before: ${stateWords(facts.before)}`,
  );
  if (facts.after === 'not-stored')
    parts.push('State after: not stored, the state before and one entry');
  else if (facts.after !== null && facts.after.snapshotNid !== facts.before?.snapshotNid)
    parts.push(`State after: ${stateWords(facts.after)}`);
  else if (facts.after !== null) parts.push('State after: the same');
  return `${parts.map(withoutStop).join('. ')}.`;
}

function stateWords({ snapshotNid, blocks, newBlocks }: SpokenState): string {
  const size = blocks === 0 ? 'empty' : counted(blocks, 'block');
  const fresh =
    newBlocks.length === 0
      ? ''
      : `, new ${newBlocks.length === 1 ? 'block' : 'blocks'} ${listed(newBlocks)}`;
  return `snapshot ${snapshotNid}, ${size}${fresh}`;
}

function withoutStop(text: string): string {
  return text.endsWith('.') ? text.slice(0, -1) : text;
}
