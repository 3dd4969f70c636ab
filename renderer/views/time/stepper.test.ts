// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import type { DocumentInfo } from '../../../core/contract/requests';
import type { StepParams, StepResult } from '../../../core/contract/room-steps';
import type { RoomView } from '../../../core/contract/room-view';
import { useViewState } from '../../state/view-state';
import { fakeEngine } from '../../testing/render';
import { Stepper } from './stepper';

const REF = { documentId: 'd', roomId: '!a:b' };
const ROWS = 100;

/** Answers only when told to, as a busy engine would. */
function slowEngine() {
  const answers: (() => void)[] = [];
  const engine = fakeEngine({
    'debug.step': ({ row, direction }) =>
      new Promise<StepResult>((resolve) => {
        const found = direction === 'next' ? (row ?? -1) + 1 : (row ?? ROWS) - 1;
        const isThere = found >= 0 && found < ROWS;
        const event = isThere ? { row: found, eventNid: found * 10 } : null;
        answers.push(() => resolve({ event }));
      }),
  });
  return { engine, answer: () => answers.shift()?.() };
}

function selectedRow(): number | null {
  const { selection } = useViewState.getState();
  return selection.kind === 'event' ? selection.row : null;
}

beforeEach(() => {
  useViewState.getState().openDocument({ documentId: REF.documentId } as DocumentInfo);
  useViewState.getState().showRoom({ roomId: REF.roomId, rows: ROWS } as RoomView);
});

describe('the stepper', () => {
  it('keeps only the latest wish while one is under way', async () => {
    const { engine, answer } = slowEngine();
    const stepper = new Stepper(engine, REF);
    const first = stepper.goTo(10);
    await stepper.goTo(20);
    await stepper.goTo(30);
    answer();
    await expect.poll(() => engine.asked.length).toBe(2);
    expect(selectedRow()).toBe(10);
    answer();
    expect(await first).toBe(true);
    expect(selectedRow()).toBe(30);
    const rows = engine.asked.map(([, params]) => (params as StepParams).row);
    expect(rows).toEqual([9, 29]);
  });

  it('goes on from the selection, and says where there is nothing further', async () => {
    const { engine, answer } = slowEngine();
    const stepper = new Stepper(engine, REF);
    const last = stepper.goToEnd('last');
    answer();
    expect(await last).toBe(true);
    expect(selectedRow()).toBe(ROWS - 1);
    expect(useViewState.getState().reveal?.row).toBe(ROWS - 1);
    const further = stepper.step('next', 'event');
    answer();
    expect(await further).toBe(false);
    expect(selectedRow()).toBe(ROWS - 1);
  });

  it('takes nothing from under the hands of whoever selects something else', async () => {
    const { engine, answer } = slowEngine();
    const step = new Stepper(engine, REF).step('next', 'event');
    useViewState.getState().select({ kind: 'block', blockNid: 7 });
    answer();
    expect(await step).toBe(false);
    expect(useViewState.getState().selection).toEqual({ kind: 'block', blockNid: 7 });
  });

  it('does not step in a room that was left meanwhile', async () => {
    const { engine, answer } = slowEngine();
    const step = new Stepper(engine, REF).goTo(3);
    useViewState.getState().leave();
    answer();
    expect(await step).toBe(false);
    expect(selectedRow()).toBeNull();
  });
});
