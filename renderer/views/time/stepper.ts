import type { RoomRef } from '../../../core/contract/requests';
import type { StepKind, StepParams, StepResult } from '../../../core/contract/room-steps';
import type { EngineClient } from '../../client/engine';
import { currentRow } from '../../graph/anchor';
import { useViewState } from '../../state/view-state';

type Step = Pick<StepParams, 'row' | 'direction' | 'kind'>;

/**
 * Goes to other events, one request at a time: while one is under way only the latest wish is kept,
 * so that dragging never queues. A step costs the page's thread one selection.
 */
export class Stepper {
  readonly #engine: EngineClient;
  readonly #room: RoomRef;
  #isBusy = false;
  #next: (() => Step) | null = null;

  constructor(engine: EngineClient, room: RoomRef) {
    this.#engine = engine;
    this.#room = room;
  }

  /** From the current row; false where there is nothing further, true also where it was overtaken. */
  step(direction: StepParams['direction'], kind: StepKind): Promise<boolean> {
    return this.#wish(() => ({ row: currentRow(), direction, kind }));
  }

  /** The first or last event of the room. */
  goToEnd(end: 'first' | 'last'): Promise<boolean> {
    const direction = end === 'first' ? 'next' : 'previous';
    return this.#wish(() => ({ row: null, direction, kind: 'event' }));
  }

  goTo(row: number): Promise<boolean> {
    return this.#wish(() => ({
      row: row === 0 ? null : row - 1,
      direction: 'next',
      kind: 'event',
    }));
  }

  async #wish(step: () => Step): Promise<boolean> {
    this.#next = step;
    if (this.#isBusy) return true;
    this.#isBusy = true;
    let found = false;
    try {
      while (this.#next) {
        const wish = this.#next;
        this.#next = null;
        found = await this.#run(wish());
      }
    } finally {
      this.#isBusy = false;
    }
    return found;
  }

  async #run(step: Step): Promise<boolean> {
    const { side, selection } = useViewState.getState();
    const { event } = await this.#engine
      .request('debug.step', { ...this.#room, ...step, side })
      .catch((error: unknown): StepResult => {
        console.warn('The step could not be made:', error);
        return { event: null };
      });
    const { document, room, select, revealRow, ...now } = useViewState.getState();
    const isHere =
      document?.documentId === this.#room.documentId && room?.roomId === this.#room.roomId;
    // Whoever selected something else meanwhile wants to see that.
    if (!event || !isHere || now.selection !== selection) return false;
    select({ kind: 'event', ...event });
    revealRow(event.row);
    return true;
  }
}
