import type { Work } from '../../../base/work';
import type { EventId } from '../../../matrix/event/pdu';
import type { Refusal } from '../../../matrix/event-auth/verdict';
import { RoomReplay } from '../../../matrix/replay/room-replay';
import type { Scenario, ScenarioEvent } from '../../../matrix/replay/scenario';
import type { RoomVersionRules } from '../../../matrix/room-versions/rules';
import { MemoryRoom } from '../../../matrix/state-resolution/memory-room';
import type { EventNumber } from '../../../matrix/state-resolution/resolver-types';

/** One event as it was received: what it is called, and what refused it first. */
export interface ReceivedEvent {
  readonly name: string;
  readonly eventId: EventId;
  readonly prevEventIds: readonly EventId[];
  readonly number: EventNumber;
  /** null: it was accepted. */
  readonly refusal: Refusal | null;
}

const EVENTS_PER_BREATH = 64;

/** A scenario played through: verdicts, the states, and the names under which the file knows events. */
export class ScenarioReplay {
  readonly replay: RoomReplay;
  /** In file order, which is that of their numbers: those begin at 1. */
  readonly #events: ReceivedEvent[] = [];
  readonly #byName = new Map<string, ReceivedEvent>();

  private constructor(rules: RoomVersionRules) {
    this.replay = new RoomReplay(new MemoryRoom(), rules);
  }

  static async of(
    { events }: Scenario,
    rules: RoomVersionRules,
    work: Work,
  ): Promise<ScenarioReplay> {
    const replayed = new ScenarioReplay(rules);
    for (const [index, event] of events.entries()) {
      if (index % EVENTS_PER_BREATH === 0)
        await work.breathe({ phase: 'Replaying events', done: index, total: events.length });
      replayed.#receive(event);
    }
    return replayed;
  }

  /** undefined where the scenario has none of this name. */
  named(name: string): ReceivedEvent | undefined {
    return this.#byName.get(name);
  }

  /** null for 0, which stands for no event. */
  nameOf(event: EventNumber): string | null {
    return this.#events[event - 1]?.name ?? null;
  }

  namesOf(events: Iterable<EventNumber>): readonly string[] {
    return Array.from(events, (event) => this.nameOf(event) ?? '');
  }

  /** Accepted events that no accepted one follows: a replay knows no soft failure. */
  forwardExtremities(): readonly EventId[] {
    const accepted = this.#events.filter(({ refusal }) => refusal === null);
    const followed = new Set(accepted.flatMap(({ prevEventIds }) => prevEventIds));
    return accepted.map(({ eventId }) => eventId).filter((id) => !followed.has(id));
  }

  #receive({ name, pdu, formatRefusal, stateAfter }: ScenarioEvent): void {
    const received = this.replay.receive(pdu, formatRefusal !== null);
    const { event, byAuthEvents, byStateBefore } = received;
    const refusal = formatRefusal ?? byAuthEvents ?? byStateBefore;
    const { eventId, prevEventIds } = pdu;
    const known = { name, eventId, prevEventIds, number: event, refusal };
    this.#events.push(known);
    this.#byName.set(name, known);
    if (stateAfter === null) return;
    const state = stateAfter.flatMap((each) => this.named(each)?.number ?? []);
    this.replay.forceStateAfter(event, state);
  }
}
