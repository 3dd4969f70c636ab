import type { RoomVersionRules } from '../../room-versions/rules';
import type { MemoryRoom } from '../../state-resolution/memory-room';
import type { StateMap } from '../../state-resolution/partition';
import type { EventNumber } from '../../state-resolution/resolver-types';
import type { ResolutionStep } from '../../state-resolution/trace';

type StepOf<Name extends ResolutionStep['step']> = Extract<ResolutionStep, { step: Name }>;

/** A trace to be believed or not: what it was made from, what it tells, and what is wrong with it. */
export class Told {
  readonly room: MemoryRoom;
  readonly sets: readonly StateMap[];
  readonly rules: RoomVersionRules;
  readonly complaints: string[] = [];
  readonly #steps: readonly ResolutionStep[];

  constructor(
    steps: readonly ResolutionStep[],
    sets: readonly StateMap[],
    room: MemoryRoom,
    rules: RoomVersionRules,
  ) {
    this.#steps = steps;
    this.sets = sets;
    this.room = room;
    this.rules = rules;
  }

  all<Name extends ResolutionStep['step']>(name: Name): readonly StepOf<Name>[] {
    return this.#steps.filter((each): each is StepOf<Name> => each.step === name);
  }

  /** The only step of a name; complains of a second. */
  only<Name extends ResolutionStep['step']>(name: Name): StepOf<Name> | undefined {
    const [first, ...more] = this.all(name);
    if (more.length > 0) this.complaints.push(`${name} is told more than once`);
    return first;
  }

  /** Complains where two values differ. */
  compare(what: string, told: unknown, found: unknown): void {
    const [left, right] = [text(told), text(found)];
    if (left !== right) this.complaints.push(`${what}: told ${left}, found ${right}`);
  }

  /** The same with lists whose order does not matter. */
  compareSets(what: string, told: Iterable<EventNumber>, found: Iterable<EventNumber>): void {
    this.compare(what, [...told].toSorted(ascending), [...new Set(found)].toSorted(ascending));
  }

  id(event: EventNumber): string {
    return event === 0 ? 'nothing' : this.room.pdu(event).eventId;
  }

  /** The power levels event among an event's auth events; 0 for none. */
  powerLevelsOf(event: EventNumber): EventNumber {
    const cited = this.room.authEvents(event).filter((authEvent) => {
      const { type, stateKey } = this.room.pdu(authEvent);
      return type === 'm.room.power_levels' && stateKey === '';
    });
    return cited.at(-1) ?? 0;
  }
}

const ascending = (a: number, b: number) => a - b;

function text(value: unknown): string {
  return JSON.stringify(value, (_, each) => (typeof each === 'bigint' ? String(each) : each));
}
