import { nobleHashing } from '../../base/noble-hashing';
import type { Pdu } from '../event/pdu';
import type { AuthState } from '../event-auth/auth-state';
import { checkAgainstState } from '../event-auth/check-against-state';
import type { RoomVersionRules } from '../room-versions/rules';
import type {
  ConflictedKey,
  EventNumber,
  ResolutionInput,
  ResolvedKeys,
  TupleNumber,
} from './resolver-types';
import type { ResolutionTrace } from './trace';

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

interface Candidate {
  readonly event: EventNumber;
  readonly pdu: Pdu;
  readonly sha1: string;
}

interface Conflict {
  readonly tuple: TupleNumber;
  /** By depth from deep to shallow, then by the SHA-1 of the event ID, rising. */
  readonly candidates: readonly Candidate[];
}

function conflictOf({ tuple, values }: ConflictedKey, { events }: ResolutionInput): Conflict {
  const distinct = [...new Set(values)].filter((event) => event !== 0);
  const candidates = distinct.map((event) => {
    const pdu = events.pdu(event);
    return { event, pdu, sha1: distinct.length > 1 ? sha1Hex(pdu.eventId) : '' };
  });
  return { tuple, candidates: candidates.sort(compareCandidates) };
}

function compareCandidates(a: Candidate, b: Candidate): number {
  if (a.pdu.depth !== b.pdu.depth) return a.pdu.depth > b.pdu.depth ? -1 : 1;
  if (a.sha1 === b.sha1) return 0;
  return a.sha1 < b.sha1 ? -1 : 1;
}

const encoder = new TextEncoder();

function sha1Hex(eventId: string): string {
  let hex = '';
  for (const byte of nobleHashing.sha1(encoder.encode(eventId))) {
    hex += byte.toString(16).padStart(2, '0');
  }
  return hex;
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
