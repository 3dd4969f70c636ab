import { RoomscopeError } from '../../base/errors';
import type { ImportOptions } from '../../interchange/import-room';
import {
  ALGORITHMS,
  type AlgorithmChoice,
  DENDRITE_POINTS,
  isDendritePoint,
} from '../../matrix/room-versions/algorithm';
import type { OpenParams } from '../requests';

/** Throws `usage` for what is not built, so that no choice is ignored silently. */
export function checkedOptions(params: OpenParams): Omit<ImportOptions, 'keys'> {
  expectBuilt('policy', params.policy, ['dendrite']);
  expectBuilt('schema', params.schema, ['dendrite']);
  return {
    roomId: params.roomId,
    policy: 'dendrite',
    algorithm: algorithmChoice(params.algorithm, params.points),
  };
}

/**
 * The algorithm that a front names; null: the room version's own. `points` switches single points of
 * `dendrite` on (null: all). Throws `usage` for names that are not known.
 */
export function algorithmChoice(
  name: string | null,
  points: readonly string[] | null,
): AlgorithmChoice | null {
  const algorithm = ALGORITHMS.find((known) => known === name);
  if (name !== null && algorithm === undefined) expectBuilt('algorithm', name, ALGORITHMS);
  if (algorithm === 'dendrite') {
    const unknown = points?.find((point) => !isDendritePoint(point));
    if (unknown !== undefined) expectBuilt('point', unknown, DENDRITE_POINTS);
    const chosen = DENDRITE_POINTS.filter((point) => points === null || points.includes(point));
    return { algorithm, points: chosen };
  }
  if (points !== null)
    throw new RoomscopeError(
      'usage',
      'Points are departures of the algorithm dendrite; choose it with --algorithm dendrite.',
      { field: 'points' },
    );
  return algorithm === undefined ? null : { algorithm };
}

function expectBuilt(what: string, value: string, built: readonly string[]): void {
  if (built.includes(value)) return;
  throw new RoomscopeError(
    'usage',
    `The ${what} ${value} is not built; choose ${built.join(' or ')}.`,
    { field: what },
  );
}
