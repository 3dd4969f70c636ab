import type { EventNumber } from '../../state-resolution/resolver-types';
import type { MainlineCriterion, MainlinePlace } from '../../state-resolution/trace';
import type { Told } from './told';

/** Walks every event to the mainline again and compares each place with the next. */
export function checkMainline(told: Told, powerLevels: EventNumber): void {
  const step = told.only('mainline-order');
  if (step === undefined) return;
  const mainline = mainlineFrom(told, powerLevels);
  told.compare('mainline', told.only('mainline')?.events, mainline);
  for (const [index, place] of step.order.entries()) {
    const walked = walk(told, place.event, mainline);
    const id = told.id(place.event);
    told.compare(`where ${id} hangs`, place.hangsOn, walked.hangsOn);
    const position = place.steps === null ? walked.fromNewest : walked.fromOldest;
    told.compare(`position of ${id}`, place.position, position);
    if (place.steps !== null) told.compare(`steps of ${id}`, place.steps, walked.steps);
    checkNext(told, place, step.order[index + 1]);
  }
}

function mainlineFrom(told: Told, powerLevels: EventNumber): readonly EventNumber[] {
  const mainline: EventNumber[] = [];
  for (let at = powerLevels; at !== 0; at = told.powerLevelsOf(at)) mainline.push(at);
  return mainline;
}

function walk(told: Told, event: EventNumber, mainline: readonly EventNumber[]) {
  let at = told.powerLevelsOf(event);
  let steps = 0;
  for (; at !== 0 && !mainline.includes(at); at = told.powerLevelsOf(at)) steps++;
  const index = mainline.indexOf(at);
  const fromNewest = index === -1 ? null : index;
  const fromOldest = index === -1 ? 0 : mainline.length - 1 - index;
  return { hangsOn: at, steps, fromNewest, fromOldest };
}

function checkNext(told: Told, place: MainlinePlace, next: MainlinePlace | undefined): void {
  const id = told.id(place.event);
  if (next === undefined) {
    told.compare(`what decided the place of ${id}`, place.decidedBy, 'last-one');
    return;
  }
  const criteria: readonly (readonly [MainlineCriterion, number])[] = [
    ['mainline-position', epochOf(place) - epochOf(next)],
    ['steps', (place.steps ?? 0) - (next.steps ?? 0)],
    ['origin-server-ts', place.originServerTs - next.originServerTs],
    ['event-id', id < told.id(next.event) ? -1 : 1],
  ];
  const [criterion, order] = criteria.find(([, difference]) => difference !== 0) ?? ['event-id', 0];
  told.compare(`what decided the place of ${id}`, place.decidedBy, criterion);
  told.compare(`${id} comes before ${told.id(next.event)}`, true, order < 0);
}

/** Rises with time; positions count from the newest, those of departure M from the oldest. */
function epochOf({ position, steps }: MainlinePlace): number {
  if (steps !== null) return position ?? 0;
  return position === null ? Number.MIN_SAFE_INTEGER : -position;
}
