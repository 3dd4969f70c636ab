import { distinctValues } from '../../state-resolution/partition';
import { isPowerEvent } from '../../state-resolution/power-events';
import type { EventNumber } from '../../state-resolution/resolver-types';
import type { Told } from './told';

/** Conflicted keys, auth chains and difference, subgraph, full conflicted set, power events. */
export function checkSets(told: Told): void {
  checkAuthChains(told);
  checkSubgraph(told);
  checkFullConflictedSet(told);
  checkPowerEvents(told);
}

function conflictedEvents(told: Told): readonly EventNumber[] {
  return [...new Set(told.only('conflicted-keys')?.keys.flatMap(distinctValues))];
}

/** By definition: everything that events lead to; with `deployed` themselves, too. */
function chainOf(
  told: Told,
  events: Iterable<EventNumber>,
  reading: 'deployed' | 'literal' = 'deployed',
): ReadonlySet<EventNumber> {
  const chain = new Set<EventNumber>(reading === 'deployed' ? events : []);
  const waiting = [...events];
  for (const event of waiting) {
    for (const cited of told.room.authEvents(event)) {
      if (!chain.has(cited)) waiting.push(cited);
      chain.add(cited);
    }
  }
  return chain;
}

function checkAuthChains(told: Told): void {
  const step = told.only('auth-chains');
  const difference = told.only('auth-difference');
  if (step === undefined || difference === undefined) return;
  const sets = told.sets.map((state, set) => {
    // What departure A calls agreed is in every set.
    const agreed = told.only('absent-is-agreed')?.entries.map(({ event }) => event) ?? [];
    const chain = chainOf(told, [...state.values(), ...agreed], step.reading);
    return { set, chain };
  });
  const union = [...new Set(sets.flatMap(({ chain }) => [...chain]))];
  const parted = union.filter((event) => !sets.every(({ chain }) => chain.has(event)));
  told.compareSets('auth difference', difference.leftOut ?? difference.events, parted);
  for (const { set, chain } of sets) {
    const own = parted.filter((event) => chain.has(event));
    told.compareSets(`auth chain of set ${set}`, step.chains[set] ?? [], own);
  }
}

function checkSubgraph(told: Told): void {
  const step = told.only('conflicted-state-subgraph');
  if (step === undefined) return;
  const ends = conflictedEvents(told);
  const isEnd = new Set(ends);
  const between = [...chainOf(told, ends)].filter((event) =>
    [...chainOf(told, [event])].some((ancestor) => isEnd.has(ancestor)),
  );
  told.compareSets('conflicted state subgraph', step.events, between);
}

export function fullConflictedSetTold(told: Told): readonly EventNumber[] {
  const step = told.only('full-conflicted-set');
  if (step === undefined) return [];
  return [...step.conflicted, ...step.addedByAuthDifference, ...step.addedBySubgraph];
}

function checkFullConflictedSet(told: Told): void {
  const step = told.only('full-conflicted-set');
  if (step === undefined) return;
  const full = fullConflictedSetTold(told);
  const parts = [
    ...conflictedEvents(told),
    ...(told.only('auth-difference')?.events ?? []),
    ...(told.only('conflicted-state-subgraph')?.events ?? []),
  ];
  told.compareSets('full conflicted set', full, parts);
  told.compareSets('its conflicted part', step.conflicted, conflictedEvents(told));
}

function checkPowerEvents(told: Told): void {
  const step = told.only('power-events');
  if (step === undefined) return;
  const full = new Set(fullConflictedSetTold(told));
  const listed = new Set(step.events.map(({ event }) => event));
  const literal = told.only('auth-chains')?.reading === 'literal';
  const isItself = (event: EventNumber) => isPowerEvent(told.room.pdu(event));
  for (const { event, pulledInBy } of step.events) {
    told.compare(`${told.id(event)} is a power event`, pulledInBy === 0, isItself(event));
    if (pulledInBy === 0) continue;
    const cited = literal
      ? chainOf(told, [pulledInBy], 'literal')
      : new Set(told.room.authEvents(pulledInBy));
    const isPulledIn = listed.has(pulledInBy) && cited.has(event) && full.has(event);
    told.compare(`${told.id(event)} is pulled in`, true, isPulledIn);
  }
  // Nothing that the listed events lead to within the set may be left out.
  const missed = [...full].filter((event) => !listed.has(event) && isItself(event));
  for (const event of listed) {
    missed.push(...told.room.authEvents(event).filter((a) => full.has(a) && !listed.has(a)));
  }
  told.compareSets('power events left out', [], missed);
}
