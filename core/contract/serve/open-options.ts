import { RoomscopeError } from '../../base/errors';
import type { ImportOptions } from '../../interchange/import-room';
import type { RoomVersionRules } from '../../matrix/room-versions/rules';
import type { OpenParams } from '../requests';

const ALGORITHMS: readonly RoomVersionRules['stateResolution'][] = ['v1', 'v2', 'v2.1'];

/** Throws `usage` for what is not built, so that no choice is ignored silently. */
export function checkedOptions(params: OpenParams): ImportOptions {
  expectBuilt('policy', params.policy, ['dendrite']);
  expectBuilt('schema', params.schema, ['dendrite']);
  if (params.algorithm !== null) expectBuilt('algorithm', params.algorithm, ALGORITHMS);
  return {
    roomId: params.roomId,
    policy: 'dendrite',
    algorithm: ALGORITHMS.find((name) => name === params.algorithm) ?? null,
  };
}

function expectBuilt(what: string, value: string, built: readonly string[]): void {
  if (built.includes(value)) return;
  throw new RoomscopeError(
    'usage',
    `The ${what} ${value} is not built; choose ${built.join(' or ')}.`,
    { field: what },
  );
}
