import type { Refusal } from '../../matrix/event-auth/verdict';
import type {
  AuthDifferenceStep,
  FullConflictedSetStep,
  IterativeAuthCheckStep,
  MainlinePlace,
  PowerPlace,
  PowerRanked,
  ResolutionStep,
  ResultStep,
  StateEntry,
  VersionOneCandidate,
  VersionOneKeyStep,
} from '../../matrix/state-resolution/trace';
import type {
  AuthDifferenceReport,
  IterativeAuthCheckReport,
  LevelReport,
  MainlinePlaceReport,
  PowerPlaceReport,
  PowerRankedReport,
  TraceStepReport,
  TraceTriple,
  VersionOneCandidateReport,
} from './trace-step-report';

/** What the numbers of a trace stand for. */
export interface TraceNames {
  eventId(event: number): string;
  key(tuple: number): readonly [type: string, stateKey: string];
}

/** The steps as plain JSON, in their order. O(size of the trace). */
export function traceReport(
  steps: readonly ResolutionStep[],
  names: TraceNames,
): readonly TraceStepReport[] {
  const report = new StepReport(names);
  return steps.map((step) => report.of(step));
}

type StepOf<Name extends ResolutionStep['step']> = Extract<ResolutionStep, { step: Name }>;

class StepReport {
  readonly #names: TraceNames;

  constructor(names: TraceNames) {
    this.#names = names;
  }

  of(step: ResolutionStep): TraceStepReport {
    switch (step.step) {
      case 'no-create-event':
      case 'starting-state':
        return step;
      case 'conflicted-keys':
        return this.#conflictedKeys(step);
      case 'unconflicted-state': {
        const { entries } = step;
        return { step: step.step, size: entries.length, state: this.#triples(entries) };
      }
      case 'absent-is-agreed':
      case 'version-1-uncontested':
        return { step: step.step, state: this.#triples(step.entries) };
      case 'auth-chains':
        return { ...step, chains: step.chains.map((events) => this.#ids(events)) };
      case 'auth-difference':
        return this.#authDifference(step);
      case 'conflicted-state-subgraph':
      case 'mainline':
        return { step: step.step, events: this.#ids(step.events) };
      case 'full-conflicted-set':
        return this.#fullConflictedSet(step);
      case 'power-events':
        return this.#powerEvents(step);
      case 'reverse-topological-power-order':
        return { ...step, order: step.order.map((place) => this.#powerPlace(place)) };
      case 'iterative-auth-check':
        return this.#check(step);
      case 'mainline-order':
        return { step: step.step, order: step.order.map((place) => this.#mainlinePlace(place)) };
      case 'unconflicted-overwrites':
        return this.#overwrites(step);
      case 'version-1-key':
        return this.#versionOneKey(step);
      case 'result':
        return this.#result(step);
    }
  }

  #conflictedKeys({ step, keys }: StepOf<'conflicted-keys'>): TraceStepReport {
    const reports = keys.map(({ tuple, values }) => ({
      key: this.#names.key(tuple),
      values: values.map((event) => this.#idOrNull(event)),
    }));
    return { step, keys: reports };
  }

  #fullConflictedSet(step: FullConflictedSetStep): TraceStepReport {
    const { conflicted, addedByAuthDifference, addedBySubgraph } = step;
    return {
      step: step.step,
      size: conflicted.length + addedByAuthDifference.length + addedBySubgraph.length,
      conflicted: this.#ids(conflicted),
      added_by_auth_difference: this.#ids(addedByAuthDifference),
      added_by_subgraph: this.#ids(addedBySubgraph),
    };
  }

  #powerEvents({ step, events }: StepOf<'power-events'>): TraceStepReport {
    const reports = events.map(({ event, pulledInBy }) => ({
      event_id: this.#names.eventId(event),
      pulled_in_by: this.#idOrNull(pulledInBy),
    }));
    return { step, events: reports };
  }

  #overwrites({ step, keys }: StepOf<'unconflicted-overwrites'>): TraceStepReport {
    const reports = keys.map(({ tuple, letIn, unconflicted }) => ({
      key: this.#names.key(tuple),
      let_in: this.#names.eventId(letIn),
      unconflicted: this.#names.eventId(unconflicted),
    }));
    return { step, keys: reports };
  }

  #versionOneKey(step: VersionOneKeyStep): TraceStepReport {
    return {
      step: step.step,
      key: this.#names.key(step.tuple),
      method: step.method,
      candidates: step.candidates.map((each) => this.#candidate(each)),
      winner: this.#names.eventId(step.winner),
      ended: step.ended,
    };
  }

  #result({ step, entries, withoutValue }: ResultStep): TraceStepReport {
    const without_value = withoutValue.map((tuple) => this.#names.key(tuple));
    return { step, state: this.#triples(entries), without_value };
  }

  #authDifference({ step, events, leftOut }: AuthDifferenceStep): AuthDifferenceReport {
    const report = { step, events: this.#ids(events) };
    return leftOut === undefined ? report : { ...report, left_out: this.#ids(leftOut) };
  }

  #powerPlace(place: PowerPlace): PowerPlaceReport {
    return {
      ...this.#powerRanked(place),
      decided_by: place.decidedBy,
      rival: place.rival === null ? null : this.#powerRanked(place.rival),
      held_back: this.#idOrNull(place.heldBack),
      ...(place.stranded ? { stranded: true } : {}),
    };
  }

  #powerRanked({ event, senderLevel, originServerTs }: PowerRanked): PowerRankedReport {
    return {
      event_id: this.#names.eventId(event),
      sender_level: numberReport(senderLevel),
      origin_server_ts: originServerTs,
    };
  }

  #mainlinePlace(place: MainlinePlace): MainlinePlaceReport {
    return {
      event_id: this.#names.eventId(place.event),
      position: place.position,
      hangs_on: this.#idOrNull(place.hangsOn),
      steps: place.steps,
      origin_server_ts: place.originServerTs,
      decided_by: place.decidedBy,
    };
  }

  #check(step: IterativeAuthCheckStep): IterativeAuthCheckReport {
    const isRefused = step.refusal !== null;
    const verdict = isRefused ? 'refused' : 'allowed';
    return {
      step: step.step,
      of: step.of,
      event_id: this.#names.eventId(step.event),
      key: step.tuple === 0 ? null : this.#names.key(step.tuple),
      verdict: step.wasRejected ? 'rejected-before' : verdict,
      ...refusalReport(step.refusal),
      replaces: this.#idOrNull(step.replaces),
      consulted: step.consulted.map(({ type, stateKey, event, source }) => ({
        key: [type, stateKey],
        event_id: this.#idOrNull(event),
        source,
      })),
    };
  }

  #candidate(candidate: VersionOneCandidate): VersionOneCandidateReport {
    return {
      event_id: this.#names.eventId(candidate.event),
      depth: numberReport(candidate.depth),
      sha1: candidate.sha1,
      outcome: candidate.outcome,
      ...refusalReport(candidate.refusal),
    };
  }

  #triples(entries: readonly StateEntry[]): readonly TraceTriple[] {
    return entries.map(({ tuple, event }) => {
      const [type, stateKey] = this.#names.key(tuple);
      return [type, stateKey, this.#names.eventId(event)];
    });
  }

  #ids(events: readonly number[]): readonly string[] {
    return events.map((event) => this.#names.eventId(event));
  }

  #idOrNull(event: number): string | null {
    return event === 0 ? null : this.#names.eventId(event);
  }
}

function refusalReport(refusal: Refusal | null) {
  return {
    rule_id: refusal?.ruleId ?? null,
    section: refusal?.section ?? null,
    because: refusal?.because ?? null,
    evidence: refusal?.evidence ?? [],
  };
}

/** JSON has neither bigint nor infinity. */
function numberReport(value: number | bigint | 'infinite'): LevelReport {
  return typeof value === 'bigint' ? String(value) : value;
}
