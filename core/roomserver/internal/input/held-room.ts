import { required } from '../../../base/assert';
import { Int32List } from '../../../base/int32-list';
import type { EventId, Pdu } from '../../../matrix/event/pdu';
import type { HeldAuthEvent } from '../../../matrix/event-auth/auth-state';
import type { ThirdPartyInviteVerifier } from '../../../matrix/event-auth/third-party-invite-signature';
import type { RoomVersionRules } from '../../../matrix/room-versions/rules';
import { AuthEdges } from '../../../matrix/state-resolution/auth-edges';
import type { ResolverEvents, TupleNumber } from '../../../matrix/state-resolution/resolver-types';
import type { StateAtEvent } from '../../state/compose';
import type { StateStorage } from '../../state/state-storage';
import type { EventNid, RoomNid, StateSnapshotNid } from '../../types/nids';

const Flag = { rejected: 1, outlier: 2, incomplete: 4, setsState: 8 } as const;

/** An event as it enters memory, once stored. */
export interface HeldEvent {
  readonly eventNid: EventNid;
  readonly pdu: Pdu;
  /** 0: not known. */
  readonly beforeSnapshot: StateSnapshotNid | 0;
  readonly prevEventNids: readonly EventNid[];
  readonly missingPrev: readonly EventId[];
  readonly authEventNids: readonly EventNid[];
  readonly rejected: boolean;
  readonly outlier: boolean;
  readonly incomplete: boolean;
}

/**
 * One room's events in memory while events are put in, so that none costs a query. Everything is
 * indexed by event NID, counted from the room's first; state resolution numbers events by NID too.
 */
export class HeldRoom implements ResolverEvents {
  readonly roomNid: RoomNid;
  readonly rules: RoomVersionRules;
  readonly verifyInvite: ThirdPartyInviteVerifier;
  readonly authEdges = new AuthEdges();
  readonly #states: StateStorage;
  readonly #nidOfId = new Map<EventId, EventNid>();
  readonly #pdus: Pdu[] = [];
  readonly #flags = new Int32List();
  readonly #beforeSnapshot = new Int32List();
  readonly #prev = new ListColumn();
  /** Missing prev events of accepted events. */
  readonly #awaited = new Set<EventId>();
  #firstNid = 0;
  #eventLimit = 1;
  #create: EventNid | 0 = 0;

  constructor(
    roomNid: RoomNid,
    rules: RoomVersionRules,
    states: StateStorage,
    verifyInvite: ThirdPartyInviteVerifier,
  ) {
    this.roomNid = roomNid;
    this.rules = rules;
    this.verifyInvite = verifyInvite;
    this.#states = states;
  }

  add(event: HeldEvent): void {
    const { eventNid, pdu } = event;
    if (this.#pdus.length === 0) this.#firstNid = eventNid;
    const at = this.#at(eventNid);
    const setsState = pdu.stateKey !== null && !event.rejected;
    this.#nidOfId.set(pdu.eventId, eventNid);
    this.#pdus[at] = pdu;
    this.#flags.set(
      at,
      (event.rejected ? Flag.rejected : 0) |
        (event.outlier ? Flag.outlier : 0) |
        (event.incomplete ? Flag.incomplete : 0) |
        (setsState ? Flag.setsState : 0),
    );
    this.#beforeSnapshot.set(at, event.beforeSnapshot);
    this.#prev.set(at, event.prevEventNids);
    this.authEdges.set(eventNid, event.authEventNids, pdu.stateKey !== null);
    if (!event.rejected && !event.outlier)
      for (const id of event.missingPrev) this.#awaited.add(id);
    this.#eventLimit = Math.max(this.#eventLimit, eventNid + 1);
    const isCreate = pdu.type === 'm.room.create' && pdu.stateKey === '';
    if (isCreate && (this.#create === 0 || this.isRejected(this.#create))) this.#create = eventNid;
  }

  find(eventId: EventId): EventNid | undefined {
    return this.#nidOfId.get(eventId);
  }

  /** Whether an accepted event that is held cites this event, which was missing then, as a parent. */
  isAwaited(eventId: EventId): boolean {
    return this.#awaited.has(eventId);
  }

  pdu(event: number): Pdu {
    return required(this.#pdus[this.#at(event)], `event ${event} is not of this room`);
  }

  held(event: EventNid): HeldAuthEvent {
    return { pdu: this.pdu(event), rejected: this.isRejected(event) };
  }

  /** The room's create event, an accepted one where there is one; 0 until one is stored. */
  get createEvent(): number {
    return this.#create;
  }

  get create(): HeldAuthEvent | undefined {
    return this.#create === 0 ? undefined : this.held(this.#create);
  }

  get eventLimit(): number {
    return this.#eventLimit;
  }

  isRejected(event: number): boolean {
    return this.#has(event, Flag.rejected);
  }

  isOutlier(event: number): boolean {
    return this.#has(event, Flag.outlier);
  }

  isIncomplete(event: number): boolean {
    return this.#has(event, Flag.incomplete);
  }

  authEvents(event: number): ArrayLike<number> {
    return this.authEdges.list(event);
  }

  prevEvents(event: number): readonly EventNid[] {
    return Array.from(this.#prev.get(this.#at(event))) as EventNid[];
  }

  tupleOf(event: number): TupleNumber {
    const { type, stateKey } = this.pdu(event);
    return stateKey === null ? 0 : this.tuple(type, stateKey);
  }

  tuple(type: string, stateKey: string): TupleNumber {
    const { storage, tuples } = this.#states;
    const typeNid = storage.eventTypes.find(type);
    const stateKeyNid = storage.eventStateKeys.find(stateKey);
    if (typeNid === undefined || stateKeyNid === undefined) return 0;
    return tuples.find(typeNid, stateKeyNid);
  }

  /** What the state after the event is made of; null where the state before is not known. */
  stateAt(event: EventNid): StateAtEvent | null {
    const beforeSnapshot = this.#beforeSnapshot.at(this.#at(event)) as StateSnapshotNid | 0;
    if (beforeSnapshot === 0) return null;
    return { eventNid: event, beforeSnapshot, setsState: this.#has(event, Flag.setsState) };
  }

  #has(event: number, flag: number): boolean {
    return (this.#flags.at(this.#at(event)) & flag) !== 0;
  }

  #at(event: number): number {
    return event - this.#firstNid;
  }
}

/** A list of numbers per event. */
class ListColumn {
  readonly #start = new Int32List();
  readonly #end = new Int32List();
  readonly #pool = new Int32List();

  set(at: number, list: readonly number[]): void {
    this.#start.set(at, this.#pool.length);
    this.#pool.pushAll(list);
    this.#end.set(at, this.#pool.length);
  }

  get(at: number): Int32Array {
    return this.#pool.slice(this.#start.at(at), this.#end.at(at));
  }
}
