import { MAX_BLOCKS } from '../../roomserver/state/compose';
import type { SnapshotLabel } from '../../roomserver/storage/tables/interface';
import { counted, countedInWords, ordinal } from '../text/words';

/** One event as these sentences name it. */
export interface NamedEvent {
  readonly eventNid: number;
  /** "big0 set power levels" */
  readonly sentence: string;
  /** "changed the topic"; for a message or a refused event "is a message", "was rejected". */
  readonly effect: string;
}

/** What is known of how a state was composed; numbers are those of the database. */
export type Composition =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'empty' }
  | { readonly kind: 'same'; readonly parent: NamedEvent }
  | { readonly kind: 'delta'; readonly by: NamedEvent; readonly blocksBefore: number }
  | { readonly kind: 'limit'; readonly by: NamedEvent }
  | {
      readonly kind: 'merge';
      readonly branches: number;
      /** null: a branch's state is not held. */
      readonly conflicted: number | null;
      readonly same: boolean;
      /** Whether the block was there before, so that nothing was written. */
      readonly foundBlock: number | null;
    }
  | { readonly kind: 'unchanged'; readonly by: NamedEvent; readonly snapshotNid: number }
  | { readonly kind: 'given' }
  /** The state before no event: the room's current state, now or once. */
  | { readonly kind: 'room-state'; readonly current: boolean };

interface Words {
  readonly headline: string;
  readonly detail: string;
}

export function compositionLabel(made: Composition): SnapshotLabel | null {
  switch (made.kind) {
    case 'empty':
      return 'empty_state';
    case 'same':
    case 'unchanged':
      return 'no_change';
    case 'delta':
      return 'single_delta';
    case 'limit':
      return 'full_state_no_conflicts';
    case 'merge':
      if (made.conflicted === null) return null;
      return made.conflicted > 0 ? 'full_state_with_conflicts' : 'full_state_no_conflicts';
    default:
      return null;
  }
}

/** How the snapshot came about. */
export function snapshotMaking(made: Composition): Words {
  switch (made.kind) {
    case 'unknown':
      return {
        headline: 'The state here is not known.',
        detail: 'The event was stored as an outlier, without a state.',
      };
    case 'empty':
      return {
        headline: 'Empty: nothing came before this event.',
        detail: 'A snapshot without blocks is stored.',
      };
    case 'same':
      return {
        headline: `No new block: event ${made.parent.eventNid} ${made.parent.effect}.`,
        detail: 'The state before that event is also the state before this one.',
      };
    case 'delta':
      return deltaWords(made.by, made.blocksBefore);
    case 'limit':
      return limitWords(made.by);
    case 'merge':
      return mergeWords(made);
    case 'given':
      return {
        headline: 'Not made from the states of the events before.',
        detail:
          'The server took this state from elsewhere: from another server’s answer, or from a state that came with the event.',
      };
    case 'unchanged':
      return {
        headline: `No new block: event ${made.by.eventNid} ${made.by.effect}.`,
        detail: `The state after it is the state before it, snapshot ${made.snapshotNid}.`,
      };
    case 'room-state':
      return {
        headline: made.current ? 'The room’s current state.' : 'A past current state of the room.',
        detail:
          'It joins the states after several events, and no event has it as its state before.',
      };
  }
}

function deltaWords(by: NamedEvent, blocksBefore: number): Words {
  return {
    headline: `Why a new block here: event ${by.eventNid} ${by.effect}.`,
    detail:
      blocksBefore === 0
        ? 'It is the first block, with one entry.'
        : `The earlier ${blocksBefore === 1 ? 'block stays' : 'blocks stay'}; one entry is added.`,
  };
}

function limitWords(by: NamedEvent): Words {
  return {
    headline: `Full copy: the snapshot had ${MAX_BLOCKS} blocks, the limit.`,
    detail: `Event ${by.eventNid}, ${by.sentence}, would have added a ${ordinal(MAX_BLOCKS + 1)}.`,
  };
}

function mergeWords(made: Extract<Composition, { kind: 'merge' }>): Words {
  const branches = countedInWords(made.branches, 'branch', 'branches');
  const written = (what: string) =>
    made.foundBlock === null
      ? `${what} was written as one block.`
      : `${what} was stored already, as block ${made.foundBlock}.`;
  if (made.conflicted === null)
    return {
      headline: 'Full copy at a merge.',
      detail: `${branches} met; the state of one of them is not held. ${written('The result')}`,
    };
  if (made.conflicted > 0)
    return {
      headline: 'Full copy at a merge: conflicted keys resolved.',
      detail: `${branches} met and disagreed on ${counted(made.conflicted, 'key')}; ${written('the resolved state')}`,
    };
  return {
    headline: made.same
      ? 'Full copy at a merge: all branches hold the same state.'
      : 'Full copy at a merge: no key was in conflict.',
    detail: made.same
      ? `${branches} met and agreed on every key; ${written('that state')}`
      : `${branches} met; where they differ, no two hold different events. ${written('The joined state')}`,
  };
}
