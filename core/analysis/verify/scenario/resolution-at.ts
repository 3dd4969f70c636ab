import { FieldError } from '../../../matrix/event/read-fields';
import type { PersistentState } from '../../../matrix/replay/persistent-state';
import type { ResolutionStep } from '../../../matrix/state-resolution/trace';
import type { Fields } from '../fields';
import type { ScenarioReplay } from './scenario-replay';

/** The resolution that a scenario asks about, and what its trace tells. */
export interface ResolutionAt {
  readonly state: PersistentState;
  /** None where the states agree: nothing was to be resolved. */
  readonly steps: readonly ResolutionStep[];
}

/** Of the states after the events of `at`; without those, after all forward extremities. */
export function resolutionAt(expect: Fields, room: ScenarioReplay): ResolutionAt {
  const ids = expect.has('at') ? givenIds(expect, room) : room.forwardExtremities();
  if (ids.length === 0)
    throw expect.error('at', 'there is no event whose state after it could be taken');
  const steps: ResolutionStep[] = [];
  const state = room.replay.resolutionAfter(ids, { add: (step) => steps.push(step) });
  if (state !== null) return { state, steps };
  throw expect.error('at', 'no state is known there, since all events before are missing');
}

function givenIds(expect: Fields, room: ScenarioReplay): readonly string[] {
  return expect.strings('at').map((name) => {
    const event = room.named(name);
    if (event !== undefined) return event.eventId;
    throw expect.error('at', `names ${name}, which is not among the events`);
  });
}

/** The step of that name; `none` where the states agree, undefined where the algorithm has no such step. */
export function stepOf<Name extends ResolutionStep['step']>(
  { steps }: ResolutionAt,
  name: Name,
): Extract<ResolutionStep, { step: Name }> | 'none' | undefined {
  if (steps.length === 0) return 'none';
  return steps.find((each): each is Extract<ResolutionStep, { step: Name }> => each.step === name);
}

/** `type|state_key`: what a type may hold ends at the first bar, so that a state key may hold more. */
export function splitKey(key: string, path: string): readonly [type: string, stateKey: string] {
  const bar = key.indexOf('|');
  if (bar >= 0) return [key.slice(0, bar), key.slice(bar + 1)];
  throw new FieldError(
    path,
    `${JSON.stringify(key)} is no entry of a state: expected type|state_key`,
  );
}
