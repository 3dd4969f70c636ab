import { InvariantError, required } from '../../base/assert';
import { Int32List } from '../../base/int32-list';
import type { EventId, Pdu } from '../event/pdu';
import type { HeldAuthEvent } from '../event-auth/auth-state';
import { AuthEdges } from './auth-edges';
import type { StateMap } from './partition';
import type { EventNumber, ResolverEvents, TupleNumber } from './resolver-types';
import { forgetRoomMemory } from './room-memory';

/**
 * A room held in memory by number, without a roomserver: IDs and tuples are interned once, when an
 * event is added. Events may come in any order, also between resolutions, and a cited one after the
 * one that cites it.
 */
export class MemoryRoom implements ResolverEvents {
  /** An accepted one where there is one. */
  createEvent: EventNumber = 0;
  readonly authEdges = new AuthEdges();
  readonly #pdus: Pdu[] = [];
  readonly #rejected = new Set<EventNumber>();
  readonly #numbers = new Map<EventId, EventNumber>();
  /** Tuple numbers by type and state key. */
  readonly #tuples = new Map<string, Map<string, TupleNumber>>();
  #tupleCount = 0;
  readonly #tupleOf = new Int32List();
  /** Events that cite one which is not there yet, by its ID. */
  readonly #waiting = new Map<EventId, Set<EventNumber>>();

  /** Adds an event; its number is the count of events so far. */
  add(pdu: Pdu): EventNumber {
    const event = this.#pdus.push(pdu);
    this.#numbers.set(pdu.eventId, event);
    const isCreate = pdu.type === 'm.room.create' && pdu.stateKey === '';
    if (isCreate && (this.createEvent === 0 || this.isRejected(this.createEvent)))
      this.createEvent = event;
    this.#tupleOf.set(event, pdu.stateKey === null ? 0 : this.#internTuple(pdu.type, pdu.stateKey));
    this.#setAuthEdges(event, pdu);
    if (this.#waiting.size > 0) this.#arrived(pdu.eventId);
    return event;
  }

  reject(event: EventNumber): void {
    this.#rejected.add(event);
  }

  numberOf(id: string): EventNumber {
    return required(this.#numbers.get(id as EventId), `the room has no event ${id}`);
  }

  /** undefined where it is not held. */
  find(id: EventId): EventNumber | undefined {
    return this.#numbers.get(id);
  }

  held(event: EventNumber): HeldAuthEvent {
    return { pdu: this.pdu(event), rejected: this.isRejected(event) };
  }

  pdu(event: EventNumber): Pdu {
    const pdu = this.#pdus[event - 1];
    if (pdu === undefined) throw new InvariantError(`the room has no event number ${event}`);
    return pdu;
  }

  authEvents(event: EventNumber): Int32Array {
    return this.authEdges.list(event);
  }

  isRejected(event: EventNumber): boolean {
    return this.#rejected.size > 0 && this.#rejected.has(event);
  }

  tuple(type: string, stateKey: string): TupleNumber {
    return this.#tuples.get(type)?.get(stateKey) ?? 0;
  }

  get eventLimit(): number {
    return this.#pdus.length + 1;
  }

  tupleOf(event: EventNumber): TupleNumber {
    return this.#tupleOf.at(event);
  }

  /** A state as a list of event IDs, and back. */
  stateOf(ids: Iterable<string>): StateMap {
    const state = new Map<TupleNumber, EventNumber>();
    for (const id of ids) {
      const event = this.numberOf(id);
      state.set(this.tupleOf(event), event);
    }
    return state;
  }

  idsOf(state: { values(): Iterable<EventNumber> }): readonly string[] {
    return Array.from(state.values(), (event) => this.pdu(event).eventId as string).sort();
  }

  #internTuple(type: string, stateKey: string): TupleNumber {
    let ofType = this.#tuples.get(type);
    if (ofType === undefined) {
      ofType = new Map();
      this.#tuples.set(type, ofType);
    }
    const known = ofType.get(stateKey);
    if (known !== undefined) return known;
    ofType.set(stateKey, ++this.#tupleCount);
    return this.#tupleCount;
  }

  #setAuthEdges(event: EventNumber, pdu: Pdu): void {
    this.authEdges.open(event, pdu.stateKey !== null);
    for (const id of pdu.authEventIds) {
      const cited = this.#numbers.get(id);
      if (cited !== undefined) this.authEdges.cite(cited);
      else this.#await(id, event);
    }
  }

  #await(id: EventId, event: EventNumber): void {
    const waiting = this.#waiting.get(id);
    if (waiting === undefined) this.#waiting.set(id, new Set([event]));
    else waiting.add(event);
  }

  #arrived(id: EventId): void {
    const waiting = this.#waiting.get(id);
    if (waiting === undefined) return;
    this.#waiting.delete(id);
    forgetRoomMemory(this);
    for (const event of waiting) this.#setAuthEdges(event, this.pdu(event));
  }
}
