import { compareLevels } from '../../event-auth/level-values';
import type { EventNumber } from '../../state-resolution/resolver-types';
import type { PowerCriterion, PowerPlace, PowerRanked } from '../../state-resolution/trace';
import type { Told } from './told';

/** Makes the power order again, place by place and without any cleverness, from what was told. */
export function checkPowerOrder(told: Told): void {
  const step = told.only('reverse-topological-power-order');
  if (step === undefined) return;
  const stranded = step.order.filter((place) => place.stranded === true);
  const rest = step.order.filter((place) => place.stranded !== true);
  told.compareSets(
    'events of the power order',
    step.order.map(({ event }) => event),
    told.only('power-events')?.events.map(({ event }) => event) ?? [],
  );
  told.compare('stranded events come first', step.order.slice(0, stranded.length), stranded);
  for (const [place, each] of stranded.entries()) {
    checkPlace(told, each, stranded[place + 1], 'stranded', 0);
  }
  if (step.from === 'leaves') checkFromLeaves(told, rest);
  else checkFromOldest(told, rest);
}

function checkFromOldest(told: Told, order: readonly PowerPlace[]): void {
  const listed = new Set(order.map(({ event }) => event));
  const remaining = new Map(order.map((place) => [place.event, place]));
  for (const place of order) {
    const waits = (event: EventNumber) =>
      told.room.authEvents(event).some((cited) => listed.has(cited) && remaining.has(cited));
    const best = [...remaining.values()].toSorted(betterOf(told));
    const [first, rival] = best.filter(({ event }) => !waits(event));
    told.compare('the best that is ready', place.event, first?.event);
    const alone = remaining.size > 1 ? 'topology' : 'last-one';
    const heldBack = best[0]?.event === place.event ? 0 : (best[0]?.event ?? 0);
    checkPlace(told, place, rival, alone, heldBack);
    remaining.delete(place.event);
  }
}

function checkFromLeaves(told: Told, order: readonly PowerPlace[]): void {
  const remaining = new Map(order.map((place) => [place.event, place]));
  for (const place of order.toReversed()) {
    const cited = new Set([...remaining.keys()].flatMap((each) => [...told.room.authEvents(each)]));
    const worst = [...remaining.values()].toSorted(betterOf(told)).reverse();
    const [last, rival] = worst.filter(({ event }) => !cited.has(event));
    told.compare('the worst that nothing cites', place.event, last?.event);
    const alone = remaining.size > 1 ? 'topology' : 'last-one';
    const heldBack = worst[0]?.event === place.event ? 0 : (worst[0]?.event ?? 0);
    checkPlace(told, place, rival, alone, heldBack);
    remaining.delete(place.event);
  }
}

function checkPlace(
  told: Told,
  place: PowerPlace,
  rival: PowerRanked | undefined,
  alone: PowerCriterion,
  heldBack: EventNumber,
): void {
  const id = told.id(place.event);
  told.compare(`rival of ${id}`, place.rival?.event, rival?.event);
  const decidedBy = rival === undefined ? alone : firstDifference(place, rival);
  told.compare(`what decided the place of ${id}`, place.decidedBy, decidedBy);
  told.compare(`held back at ${id}`, place.heldBack, heldBack);
  const { originServerTs } = told.room.pdu(place.event);
  told.compare(`origin_server_ts of ${id}`, place.originServerTs, originServerTs);
}

function firstDifference(left: PowerRanked, right: PowerRanked): PowerCriterion {
  if (compareLevels(left.senderLevel, right.senderLevel) !== 0) return 'power-level';
  return left.originServerTs === right.originServerTs ? 'event-id' : 'origin-server-ts';
}

/** Fit for `sort`; IDs of random rooms are short and ASCII, and none is twice. */
function betterOf(told: Told) {
  return (a: PowerRanked, b: PowerRanked): number =>
    compareLevels(b.senderLevel, a.senderLevel) ||
    a.originServerTs - b.originServerTs ||
    (told.id(a.event) < told.id(b.event) ? -1 : 1);
}
