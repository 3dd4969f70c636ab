import type { Pdu } from '../../../matrix/event/pdu';
import type { AuthState, HeldAuthEvent } from '../../../matrix/event-auth/auth-state';
import { checkAgainstState } from '../../../matrix/event-auth/check-against-state';
import { checkAuthEvents } from '../../../matrix/event-auth/check-auth-events';
import type { ThirdPartyInviteVerifier } from '../../../matrix/event-auth/third-party-invite-signature';
import type { LevelVerdict, Refusal, VerdictLevel } from '../../../matrix/event-auth/verdict';
import type { RoomVersionRules } from '../../../matrix/room-versions/rules';
import type { TupleNumber } from '../../../matrix/state-resolution/resolver-types';
import type { StateView } from '../../state/state-view';
import type { EventNid } from '../../types/nids';

/** What the checks ask of a room, whether it is held in memory or read from a database. */
export interface JudgingRoom {
  readonly rules: RoomVersionRules;
  readonly create: HeldAuthEvent | undefined;
  /** Left out: verified in plain JavaScript. */
  readonly verifyInvite?: ThirdPartyInviteVerifier;
  held(event: EventNid): HeldAuthEvent;
  /** Of an entry of a state; 0 where no event has this type and state key. */
  tuple(type: string, stateKey: string): TupleNumber;
  pdu(event: EventNid): Pdu;
}

/**
 * Level `auth_events`: the rules about the auth events themselves, then the authorization rules
 * against the state that those of them that are held and were not rejected make up
 * (server-server API, "Checks performed on receipt of a PDU", step 4).
 */
export function checkByAuthEvents(
  room: JudgingRoom,
  pdu: Pdu,
  authEventNids: readonly EventNid[],
): LevelVerdict {
  const cited = authEventNids.map((nid) => room.held(nid));
  const accepted = cited.filter((held) => !held.rejected).map((held) => held.pdu);
  const refusal =
    checkAuthEvents(pdu, cited, room.create, room.rules) ??
    checkAgainstState(pdu, stateOf(room, accepted), room.rules, room.verifyInvite);
  return levelVerdict('auth_events', refusal);
}

/** Level `state_before` (step 5); not known for an event without known state. */
export function checkByStateBefore(
  room: JudgingRoom,
  pdu: Pdu,
  before: StateView | null,
): LevelVerdict {
  if (before === null) return { level: 'state_before', ok: null, refusal: null };
  const state: AuthState = {
    get: (type, stateKey) => {
      const tuple = room.tuple(type, stateKey);
      const event = tuple === 0 ? 0 : before.get(tuple);
      return event === 0 ? undefined : room.pdu(event);
    },
  };
  return levelVerdict('state_before', checkAgainstState(pdu, state, room.rules, room.verifyInvite));
}

export function levelVerdict(level: VerdictLevel, refusal: Refusal | null): LevelVerdict {
  return { level, ok: refusal === null, refusal };
}

/** In version 12 no event cites the create event; it belongs to every state all the same. */
function stateOf(room: JudgingRoom, events: readonly Pdu[]): AuthState {
  const create = room.create;
  const implied =
    room.rules.auth.createEventIsImplied && create !== undefined && !create.rejected
      ? create.pdu
      : undefined;
  return {
    get: (type, stateKey) => {
      if (implied && type === 'm.room.create' && stateKey === '') return implied;
      return events.find((pdu) => pdu.type === type && pdu.stateKey === stateKey);
    },
  };
}
