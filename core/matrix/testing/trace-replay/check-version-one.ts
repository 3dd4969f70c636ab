import type { EventNumber, TupleNumber } from '../../state-resolution/resolver-types';
import type { VersionOneKeyStep } from '../../state-resolution/trace';
import { mapOf } from './check-replay';
import type { Told } from './told';

/** Takes the winners of version 1 as told, after asking whether the outcomes make them winners. */
export function replayVersionOne(told: Told): ReadonlyMap<TupleNumber, EventNumber> {
  const winners = new Map(mapOf(told.only('version-1-uncontested')?.entries ?? []));
  for (const step of told.all('version-1-key')) {
    checkKey(told, step);
    winners.set(step.tuple, step.winner);
  }
  return winners;
}

function checkKey(told: Told, step: VersionOneKeyStep): void {
  const { candidates, method, winner, ended } = step;
  const outcomes = candidates.map(({ outcome }) => outcome);
  const climbs = method === 'climb';
  const key = told.only('conflicted-keys')?.keys.find(({ tuple }) => tuple === step.tuple);
  const values = (key?.values ?? []).filter((event) => event !== 0);
  told.compareSets(
    'candidates',
    candidates.map(({ event }) => event),
    values,
  );
  const stop = outcomes.indexOf(climbs ? 'refused' : 'allowed');
  const tried = stop === -1 ? outcomes.length : stop + 1;
  const wins = climbs ? tried - (stop === -1 ? 1 : 2) : tried - 1;
  told.compare('winner', winner, candidates[wins]?.event);
  const ends = climbs ? ['all-allowed', 'refused'] : ['none-allowed', 'allowed'];
  told.compare('why it ended', ended, ends[stop === -1 ? 0 : 1]);
  const passed = climbs ? 'allowed' : 'refused';
  const found = outcomes.map((_, at) => {
    if (at >= tried) return 'not-tried';
    if (climbs && at === 0) return 'unchecked';
    return at === stop ? outcomes[stop] : passed;
  });
  told.compare('outcomes', outcomes, found);
  const refused = candidates.map(({ refusal }) => refusal !== null);
  told.compare(
    'refusals',
    refused,
    outcomes.map((outcome) => outcome === 'refused'),
  );
  checkDepths(told, step);
}

/** Shallow first where it climbs, deep first elsewhere; of equal depth the SHA-1 of the ID decides. */
function checkDepths(told: Told, { candidates, method }: VersionOneKeyStep): void {
  const fromDeep = method === 'climb' ? candidates.toReversed() : candidates;
  for (const [at, { event, depth, sha1 }] of fromDeep.entries()) {
    told.compare('depth', depth, told.room.pdu(event).depth);
    const next = fromDeep[at + 1];
    if (next === undefined) continue;
    const isInOrder = depth === next.depth ? sha1 < next.sha1 : depth > next.depth;
    told.compare(`${told.id(event)} stands before ${told.id(next.event)}`, true, isInOrder);
  }
}
