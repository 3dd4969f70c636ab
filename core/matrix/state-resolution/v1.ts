import type { AuthState } from '../event-auth/auth-state';
import { checkAgainstState } from '../event-auth/check-against-state';
import type { RoomVersionRules } from '../room-versions/rules';
import { distinctValues } from './partition';
import type {
  ConflictedKey,
  EventNumber,
  ResolutionInput,
  ResolvedKeys,
  TupleNumber,
} from './resolver-types';
import type { ResolutionTrace } from './trace';
import { type Candidate, orderedCandidates } from './v1-candidates';

/** Event types whose conflicts are settled first, each type before the next (room version 1). */
const AUTH_TYPES = ['m.room.power_levels', 'm.room.join_rules', 'm.room.member'] as const;

/**
 * State resolution v1 (room version 1). A key is in conflict only where two sets name different
 * events; one that some sets lack is not. As deployed, winners of a type count only once all keys of
 * that type are settled.
 */
export function resolveV1(
  input: ResolutionInput,
  rules: RoomVersionRules,
  trace: ResolutionTrace | undefined,
): ResolvedKeys {
  const winners = new Map<TupleNumber, EventNumber>();
  const conflicts: Conflict[] = [];
  for (const key of input.conflicted) {
    const conflict = conflictOf(key, input);
    if (conflict.candidates.length > 1) conflicts.push(conflict);
    else for (const { event } of conflict.candidates) winners.set(key.tuple, event);
  }
  const settle = (
    those: readonly Conflict[],
    pick: (conflict: Conflict, state: AuthState) => Candidate,
  ): void => {
    const state = stateOf(input, winners);
    const settled = those.map((conflict) => ({ conflict, winner: pick(conflict, state).event }));
    for (const { conflict, winner } of settled) {
      winners.set(conflict.tuple, winner);
      const candidates = conflict.candidates.map(({ event }) => event);
      trace?.add({ step: 'version-1-key', tuple: conflict.tuple, candidates, winner });
    }
  };
  for (const type of AUTH_TYPES) {
    const those = conflicts.filter((conflict) => authTypeOf(conflict) === type);
    settle(those, (conflict, state) => climb(conflict, state, rules));
  }
  const others = conflicts.filter((conflict) => authTypeOf(conflict) === null);
  settle(others, ({ candidates }, state) => firstAllowed(candidates, state, rules));
  return winners;
}

interface Conflict {
  readonly tuple: TupleNumber;
  /** One where only some sets have the key: version 1 does not count that as a conflict. */
  readonly candidates: readonly Candidate[];
}

function conflictOf(key: ConflictedKey, { events }: ResolutionInput): Conflict {
  return { tuple: key.tuple, candidates: orderedCandidates(distinctValues(key), events) };
}

/** The auth type that a conflict belongs to; only the power levels that count are one. */
function authTypeOf({ candidates }: Conflict): string | null {
  const { type, stateKey } = (candidates[0] as Candidate).pdu;
  if (type === 'm.room.power_levels') return stateKey === '' ? type : null;
  return AUTH_TYPES.some((authType) => authType === type) ? type : null;
}

function stateOf(
  { unconflicted, events }: ResolutionInput,
  winners: ReadonlyMap<TupleNumber, EventNumber>,
): AuthState {
  return {
    get(type, stateKey) {
      const tuple = events.tuple(type, stateKey);
      const event = tuple === 0 ? 0 : (winners.get(tuple) ?? unconflicted.get(tuple));
      return event === 0 ? undefined : events.pdu(event);
    },
  };
}

/** From the oldest up: each candidate must be allowed where the one before it holds the key. */
function climb({ candidates }: Conflict, state: AuthState, rules: RoomVersionRules): Candidate {
  const rising = candidates.toReversed();
  let winner = rising[0] as Candidate;
  for (const candidate of rising.slice(1)) {
    const { pdu } = winner;
    const under: AuthState = {
      get: (type, stateKey) =>
        type === pdu.type && stateKey === pdu.stateKey ? pdu : state.get(type, stateKey),
    };
    if (checkAgainstState(candidate.pdu, under, rules) !== null) break;
    winner = candidate;
  }
  return winner;
}

/** The newest that is allowed; the oldest where none is, never nothing. */
function firstAllowed(
  candidates: readonly Candidate[],
  state: AuthState,
  rules: RoomVersionRules,
): Candidate {
  const allowed = candidates.find(({ pdu }) => checkAgainstState(pdu, state, rules) === null);
  return allowed ?? (candidates[candidates.length - 1] as Candidate);
}
