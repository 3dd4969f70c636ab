import type { Pdu } from '../event/pdu';
import type { AuthState } from '../event-auth/auth-state';
import { checkAgainstState } from '../event-auth/check-against-state';
import type { Refusal } from '../event-auth/verdict';
import type { RoomVersionRules } from '../room-versions/rules';
import { distinctValues } from './partition';
import type {
  ConflictedKey,
  EventNumber,
  ResolutionInput,
  ResolvedKeys,
  TupleNumber,
} from './resolver-types';
import type { ResolutionTrace, VersionOneKeyStep } from './trace';
import { type Candidate, orderedCandidates } from './v1-candidates';
import { keyStep, traceUncontested } from './v1-trace';

/** Event types whose conflicts are settled first, each type before the next (room version 1). */
const AUTH_TYPES: readonly string[] = ['m.room.power_levels', 'm.room.join_rules', 'm.room.member'];
/** As a Dendrite has them: it settles third-party invites by themselves, before members. */
const AUTH_TYPES_WITH_INVITES: readonly string[] = [
  'm.room.power_levels',
  'm.room.join_rules',
  'm.room.third_party_invite',
  'm.room.member',
];

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
  if (trace !== undefined) traceUncontested(winners, trace);
  const settle = (those: readonly Conflict[], method: VersionOneKeyStep['method']): void => {
    const state = stateOf(input, winners);
    const settled = those.map(({ tuple, candidates }) => {
      const checks: (Refusal | null)[] | undefined = trace === undefined ? undefined : [];
      const pick = method === 'climb' ? climb : firstAllowed;
      const winner = pick(candidates, state, rules, checks).event;
      if (checks !== undefined) trace?.add(keyStep({ tuple, method, candidates, checks, winner }));
      return { tuple, winner };
    });
    for (const { tuple, winner } of settled) winners.set(tuple, winner);
  };
  const { thirdPartyInvitesAreAuthType } = rules.stateResolution.departures;
  const authTypes = thirdPartyInvitesAreAuthType ? AUTH_TYPES_WITH_INVITES : AUTH_TYPES;
  for (const type of authTypes) {
    const those = conflicts.filter((conflict) => authTypeOf(conflict, authTypes) === type);
    settle(those, 'climb');
  }
  const others = conflicts.filter((conflict) => authTypeOf(conflict, authTypes) === null);
  settle(others, 'first-allowed');
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
function authTypeOf({ candidates }: Conflict, authTypes: readonly string[]): string | null {
  const { type, stateKey } = (candidates[0] as Candidate).pdu;
  if (type === 'm.room.power_levels') return stateKey === '' ? type : null;
  return authTypes.includes(type) ? type : null;
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

/**
 * From the shallowest up: each candidate must be allowed where the one before it holds the key.
 * `checks` is told the verdict on each candidate but the first, which is not checked.
 */
function climb(
  candidates: readonly Candidate[],
  state: AuthState,
  rules: RoomVersionRules,
  checks: (Refusal | null)[] | undefined,
): Candidate {
  let winner = candidates[candidates.length - 1] as Candidate;
  for (let at = candidates.length - 2; at >= 0; at--) {
    const candidate = candidates[at] as Candidate;
    const refusal = checkAgainstState(candidate.pdu, withInPlace(winner.pdu, state), rules);
    checks?.push(refusal);
    if (refusal !== null) break;
    winner = candidate;
  }
  return winner;
}

function withInPlace(pdu: Pdu, state: AuthState): AuthState {
  return {
    get: (type, stateKey) =>
      type === pdu.type && stateKey === pdu.stateKey ? pdu : state.get(type, stateKey),
  };
}

/**
 * The deepest that is allowed; the shallowest where none is, never nothing. `checks` is told the
 * verdict on each candidate up to the first that is allowed.
 */
function firstAllowed(
  candidates: readonly Candidate[],
  state: AuthState,
  rules: RoomVersionRules,
  checks: (Refusal | null)[] | undefined,
): Candidate {
  for (const candidate of candidates) {
    const refusal = checkAgainstState(candidate.pdu, state, rules);
    checks?.push(refusal);
    if (refusal === null) return candidate;
  }
  return candidates[candidates.length - 1] as Candidate;
}
