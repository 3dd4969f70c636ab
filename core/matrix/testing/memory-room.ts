import { required } from '../../base/assert';
import type { EventId, Pdu } from '../event/pdu';
import type { HeldAuthEvent } from '../event-auth/auth-state';
import type { StateMap } from '../state-resolution/partition';
import type { EventNumber, ResolverEvents, TupleNumber } from '../state-resolution/resolver-types';

/** A room held in memory, event by event, for tests of resolution without a roomserver. */
export class MemoryRoom implements ResolverEvents {
  createEvent: EventNumber = 0;
  readonly #pdus: Pdu[] = [];
  readonly #rejected = new Set<EventNumber>();
  readonly #numbers = new Map<EventId, EventNumber>();
  readonly #tuples = new Map<string, TupleNumber>();

  /** Adds an event; its number is the count of events so far. */
  add(pdu: Pdu): EventNumber {
    const event = this.#pdus.push(pdu);
    this.#numbers.set(pdu.eventId, event);
    if (pdu.type === 'm.room.create' && this.createEvent === 0) this.createEvent = event;
    if (pdu.stateKey !== null) {
      const key = JSON.stringify([pdu.type, pdu.stateKey]);
      if (!this.#tuples.has(key)) this.#tuples.set(key, this.#tuples.size + 1);
    }
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
    return required(this.#pdus[event - 1], `the room has no event number ${event}`);
  }

  authEvents(event: EventNumber): readonly EventNumber[] {
    return this.pdu(event).authEventIds.flatMap((id) => this.#numbers.get(id) ?? []);
  }

  isRejected(event: EventNumber): boolean {
    return this.#rejected.has(event);
  }

  tuple(type: string, stateKey: string): TupleNumber {
    return this.#tuples.get(JSON.stringify([type, stateKey])) ?? 0;
  }

  get eventLimit(): number {
    return this.#pdus.length + 1;
  }

  tupleOf(event: EventNumber): TupleNumber {
    const { type, stateKey } = this.pdu(event);
    return stateKey === null ? 0 : this.tuple(type, stateKey);
  }

  /** A state as a list of event IDs, and back. */
  stateOf(ids: Iterable<string>): StateMap {
    return new Map(
      Array.from(ids, (id) => this.numberOf(id)).map((event) => [this.tupleOf(event), event]),
    );
  }

  idsOf(state: StateMap): readonly string[] {
    return Array.from(state.values(), (event) => this.pdu(event).eventId as string).sort();
  }
}
