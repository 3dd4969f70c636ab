// @vitest-environment happy-dom
import { act } from 'react';
import { beforeEach, describe, expect, it } from 'vitest';
import type { DocumentInfo } from '../../../core/contract/requests';
import { type EventInspection, type RoomView, RowFlag } from '../../../core/contract/room-view';
import type { Inspection } from '../../client/use-inspection';
import { useViewState } from '../../state/view-state';
import { blockInspection, entryText, eventInspection, stateSide } from '../../testing/inspections';
import { byRole, click, fakeEngine, render } from '../../testing/render';
import { Inspector } from './inspector';

const NOTHING: Inspection = { event: null, block: null, snapshot: null, error: null };

function ofEvent(event: EventInspection) {
  return <Inspector inspection={{ ...NOTHING, event }} lesson={null} />;
}

function selectedTab(container: ParentNode): string | null | undefined {
  return container.querySelector('[role="tab"][aria-selected="true"]')?.textContent;
}

beforeEach(() => {
  const view = useViewState.getState();
  view.openDocument({ documentId: 'd1' } as DocumentInfo);
  view.showRoom({ roomId: '!r:a' } as RoomView);
});

describe('the inspector of an event', () => {
  it('says it first in a sentence, then by NID, type and ID', async () => {
    const { container } = await render(ofEvent(eventInspection()));
    expect(byRole(container, 'heading', 'merge by c').textContent).toBe('adm (c): “merge by c”');
    expect(container.querySelector('header')?.textContent).toContain('Event 558');
    expect(container.querySelector('header')?.textContent).toContain('$3hnoz9e…');
  });

  it('opens a merge on the state before, a refused event on the verdict', async () => {
    const merge = eventInspection({ flags: RowFlag.merge });
    const { container, redraw } = await render(ofEvent(merge));
    expect(selectedTab(container)).toBe('State before');
    await redraw(ofEvent(eventInspection({ eventNid: 655, flags: RowFlag.rejected })));
    expect(selectedTab(container)).toBe('Verdict');
  });

  it('keeps the chosen tab from event to event, and follows the before-or-after switch', async () => {
    const { container, redraw } = await render(ofEvent(eventInspection()));
    await click(byRole(container, 'tab', 'State before'));
    await redraw(ofEvent(eventInspection({ eventNid: 559 })));
    expect(selectedTab(container)).toBe('State before');
    await act(async () => useViewState.getState().setSide('after'));
    expect(selectedTab(container)).toBe('State after');
  });

  it('links the snapshot, its block and the snapshots that share it', async () => {
    const { container } = await render(ofEvent(eventInspection({ flags: RowFlag.merge })));
    expect(container.textContent).toContain('Shared by snapshots 752, 785 and 787. 81 bytes.');
    expect(container.textContent).toContain('Derived');
    await click(byRole(container, 'button', 'Block 740'));
    expect(useViewState.getState().selection).toEqual({ kind: 'block', blockNid: 740 });
    await click(byRole(container, 'button', 'Snapshot 785'));
    expect(useViewState.getState().selection).toEqual({ kind: 'snapshot', snapshotNid: 785 });
  });

  it('compares the parents of a merge key by key, and marks by word which one holds', async () => {
    const merge = {
      parents: [
        { eventNid: 448, row: 20, differ: 6 },
        { eventNid: 533, row: 30, differ: 8 },
      ],
      differing: [{ key: 'topic', values: [424, 232], result: 232 }],
      oneBranchOnly: [{ key: 'note · n4', values: [406, 0], result: 406 }],
      sameOnAll: 9,
    };
    const { container } = await render(ofEvent(eventInspection({ flags: RowFlag.merge, merge })));
    const row = [...container.querySelectorAll('tbody tr')].find((found) =>
      found.textContent?.startsWith('topic'),
    );
    expect([...(row?.querySelectorAll('td') ?? [])].map((cell) => cell.textContent)).toEqual([
      '424',
      '232 (the result)',
      '232',
    ]);
    expect(container.textContent).toContain('Same on both9 keys');
    await click(byRole(container, 'button', '448'));
    expect(useViewState.getState().selection).toEqual({ kind: 'event', row: 20, eventNid: 448 });
  });

  it('says where the state after is not stored, and shows the own entry below the blocks', async () => {
    const after = stateSide({
      snapshotNid: null,
      making: {
        label: null,
        derived: true,
        headline: 'No snapshot holds the state after this event.',
        detail: 'The next events, 585 and 586, are merges.',
      },
    });
    const change = {
      key: 'member · u2 (c)',
      before: { eventNid: 524, value: 'left' },
      after: { eventNid: 576, value: 'joined' },
    };
    const { container } = await render(ofEvent(eventInspection({ after, change })));
    await click(byRole(container, 'tab', 'State after'));
    const panel = byRole(container, 'tabpanel', 'No snapshot holds');
    expect(panel.textContent).toContain('Snapshot 752and+1, not stored');
    expect(panel.textContent).toContain('left524joined576');
    expect(panel.textContent).toContain('Blocks of the state before');
    expect(panel.textContent).toContain('+1own');
    expect(byRole(panel, 'button', 'Event 585').textContent).toBe('585');
  });

  it('asks for the rest of a long state page by page', async () => {
    const engine = fakeEngine({
      'debug.entries': ({ from }) => ({ total: 3, entries: [entryText(500 + from, `m${from}`)] }),
    });
    const state = { total: 3, entries: [entryText(391, 'u1 (a)')] };
    const event = eventInspection({ before: stateSide({ state }) });
    const { container } = await render(ofEvent(event), { engine });
    await click(byRole(container, 'tab', 'State before'));
    await click(byRole(container, 'button', '2 more'));
    expect(engine.asked).toEqual([
      [
        'debug.entries',
        {
          documentId: 'd1',
          roomId: '!r:a',
          of: { kind: 'before', eventNid: 558 },
          filter: '',
          from: 1,
          to: 101,
        },
      ],
    ]);
    expect(container.textContent).toContain('member · m1');
    expect(byRole(container, 'button', '1 more')).toBeTruthy();
  });
});

describe('the verdict', () => {
  const rung = (level: string, ok: boolean | null) => ({
    level,
    ok,
    rule_id: ok === false ? 'R6.sender' : null,
    because: ok === false ? 'Bob was banned at this point in the room.' : null,
    evidence: [],
  });

  async function ladderOf(ladder: EventInspection['ladder']) {
    const { container } = await render(ofEvent(eventInspection({ ladder })));
    await click(byRole(container, 'tab', 'Verdict'));
    return [...container.querySelectorAll('.ladder li')].map((item) => item.textContent);
  }

  it('has one refusal, and does not reach what comes after', async () => {
    const ladder = [
      rung('format', true),
      rung('auth_events', true),
      rung('state_before', false),
      rung('current_state', null),
    ];
    expect(await ladderOf(ladder)).toEqual([
      '1. Format, hash and signaturePassed',
      '2. Auth eventsPassed',
      '3. State before the eventRefusedBob was banned at this point in the room.Rule R6.sender',
      '4. Current stateNot reached',
    ]);
  });

  it('tells what nobody recorded from what nobody asked', async () => {
    const levels = ['format', 'auth_events', 'state_before', 'current_state'];
    const foreign = await ladderOf(levels.map((level) => rung(level, null)));
    expect(foreign.every((words) => words?.endsWith('Not recorded'))).toBe(true);
    const ours = await ladderOf(levels.map((level, at) => rung(level, at < 3 ? true : null)));
    expect(ours[3]).toBe('4. Current stateNot checked');
  });
});

describe('the inspector of a block', () => {
  it('says how it came about, who shares it, and what the copy left behind', async () => {
    const { container } = await render(
      <Inspector inspection={{ ...NOTHING, block: blockInspection() }} lesson={null} />,
    );
    expect(container.textContent).toContain('full · 2 entries');
    expect(container.textContent).toContain('3 → 2 entries');
    expect(container.textContent).toContain('1 replaced by later blocks, left behind');
    expect(container.textContent).toContain('Shared by 3 snapshots');
    expect(container.textContent).toContain('e3257da7…14fa3d78');
    await click(byRole(container, 'button', 'Snapshot 132'));
    expect(useViewState.getState().selection).toEqual({ kind: 'snapshot', snapshotNid: 132 });
  });

  it('shortens a long list of snapshots in its middle', async () => {
    const sharedBy = Float64Array.from({ length: 64 }, (_, index) => 130 + index * 2);
    const { container } = await render(
      <Inspector inspection={{ ...NOTHING, block: blockInspection({ sharedBy }) }} lesson={null} />,
    );
    expect(container.textContent).toContain('130, 132, 134, 136, 138, 140 … 254, 256');
  });
});
