import { Int32List } from '../../base/int32-list';

/** As in resolver-types. */
type EventNumber = number;

/**
 * The auth_events edges of a room's events in typed arrays, append-only, and seen from both ends:
 * which events an event cites, and which state events cite it. Messages count only as citing ends:
 * nothing in a state or an auth chain ever follows from them.
 *
 * Read without allocating:
 * `for (let at = edges.start(event); at < edges.end(event); at++) edges.cited(at)` and
 * `for (let at = edges.firstCiting(event); at !== 0; at = edges.nextCiting(at)) edges.citing(at)`.
 */
export class AuthEdges {
  /** The room's lowest event number; columns are indexed from it. */
  #first = -1;
  #openEvent = 0;
  #openIsState = false;
  readonly #start = new Int32List();
  readonly #end = new Int32List();
  readonly #cited = new Int32List();
  /** Per event the newest of its citing entries; 0: none. Entry 0 is not used. */
  readonly #newestCiting = new Int32List();
  readonly #citing = new Int32List();
  readonly #olderCiting = new Int32List();

  constructor() {
    this.#citing.push(0);
    this.#olderCiting.push(0);
  }

  /** Sets what an event cites. As `open`, then `cite` for each. */
  set(event: EventNumber, authEvents: ArrayLike<EventNumber>, isState: boolean): void {
    this.open(event, isState);
    for (let i = 0; i < authEvents.length; i++) this.cite(authEvents[i] as EventNumber);
  }

  /**
   * Begins the list of an event; the room's first event comes first. Once more where events arrived
   * that it cites too: what it cited before must be cited again.
   */
  open(event: EventNumber, isState: boolean): void {
    if (this.#first < 0) this.#first = event;
    this.#openEvent = event;
    this.#openIsState = isState;
    const at = event - this.#first;
    this.#start.set(at, this.#cited.length);
    this.#end.set(at, this.#cited.length);
  }

  /** Adds to the list of the event that was opened last. */
  cite(authEvent: EventNumber): void {
    this.#cited.push(authEvent);
    this.#end.set(this.#openEvent - this.#first, this.#cited.length);
    if (this.#openIsState) this.#link(authEvent, this.#openEvent);
  }

  start(event: EventNumber): number {
    return this.#start.at(event - this.#first);
  }

  end(event: EventNumber): number {
    return this.#end.at(event - this.#first);
  }

  cited(at: number): EventNumber {
    return this.#cited.at(at);
  }

  /** What an event cites, as a view. */
  list(event: EventNumber): Int32Array {
    return this.#cited.slice(this.start(event), this.end(event));
  }

  firstCiting(event: EventNumber): number {
    return this.#newestCiting.at(event - this.#first);
  }

  nextCiting(entry: number): number {
    return this.#olderCiting.at(entry);
  }

  /** The state event of an entry; one event may come up more than once. */
  citing(entry: number): EventNumber {
    return this.#citing.at(entry);
  }

  #link(cited: EventNumber, citing: EventNumber): void {
    const at = cited - this.#first;
    const entry = this.#citing.length;
    this.#citing.push(citing);
    this.#olderCiting.push(this.#newestCiting.at(at));
    this.#newestCiting.set(at, entry);
  }
}
