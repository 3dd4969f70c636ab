import type { StepKind } from '../../../core/contract/room-steps';
import type { Command } from '../../commands/command';
import { useTime } from '../../state/time';
import { useViewState } from '../../state/view-state';
import type { Stepper } from './stepper';

/** Going through the room's time, as commands; their keys act about the list of events. */
export function timeCommands(stepper: Stepper): readonly Command[] {
  return [...stepCommands(stepper), ...playCommands()];
}

function stepCommands(stepper: Stepper): readonly Command[] {
  const pair = (
    id: string,
    things: string,
    keys: readonly [previous: string, next: string] | null,
    kind: () => StepKind,
  ): Command[] =>
    (['previous', 'next'] as const).map((direction, at) => ({
      id: `time.${direction}-${id}`,
      label: `Go to the ${direction} ${things}`,
      group: 'Go',
      scope: 'graph',
      keys: keys ? [keys[at] ?? ''] : [],
      run: () => void stepper.step(direction, kind()),
    }));
  return [
    ...pair('event', 'event', null, () => 'event'),
    ...pair('state-change', 'state change', [',', '.'], () => 'state-change'),
    // In a lesson these walk the lesson, whose steps are its events.
    ...pair('fork-or-merge', 'fork or merge', ['[', ']'], () =>
      useTime.getState().isLesson ? 'event' : 'fork-or-merge',
    ),
    ...pair('refusal', 'refused event', null, () => 'refusal'),
    ...pair('new-block', 'new block', null, () => 'new-block'),
  ];
}

function playCommands(): readonly Command[] {
  const hasTime = () => useViewState.getState().room !== null && !useTime.getState().isLesson;
  const noTime = 'A lesson is open';
  return [
    {
      id: 'time.play',
      label: 'Play or pause',
      group: 'Go',
      scope: 'graph',
      keys: ['Space'],
      isEnabled: hasTime,
      disabledReason: noTime,
      run: () => useTime.getState().setPlaying(!useTime.getState().playing),
    },
    {
      id: 'time.bar',
      label: 'Show or hide the time bar',
      group: 'View',
      scope: 'anywhere',
      keys: [],
      isEnabled: hasTime,
      disabledReason: noTime,
      run: () => useTime.getState().setOpen(!useTime.getState().open),
    },
  ];
}
