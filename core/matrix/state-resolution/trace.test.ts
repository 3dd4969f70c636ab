import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { required } from '../../base/assert';
import { arbitraryMerge, mergeOf } from '../../testing/arbitrary-rooms';
import { resolveStates } from '../replay/resolve-states';
import { DENDRITE_POINTS, readLiterally, withAlgorithm } from '../room-versions/algorithm';
import type { RoomVersionRules } from '../room-versions/rules';
import { traceComplaints } from '../testing/trace-replay/trace-complaints';
import { tracedResolution } from '../testing/traced-resolution';
import { rulesOf } from '../testing/usual-room';
import type { ResolutionStep } from './trace';

/** Versions of v1, v2 (early and late) and v2.1. */
const VERSIONS = ['1', '2', '11', '12'] as const;

function traced(merge: Parameters<typeof mergeOf>[0], rules: RoomVersionRules, version: string) {
  const { room, sets } = mergeOf(merge, rules, version);
  return { room, sets, rules, ...tracedResolution(sets, room, rules) };
}

function expectTruth({ steps, state, sets, room, rules }: ReturnType<typeof traced>): void {
  expect(traceComplaints(steps, sets, room, rules)).toEqual([]);
  expect([...resolveStates(sets, room, rules)]).toEqual([...state]);
}

describe.each(VERSIONS)('the trace of a resolution in room version %s', (version) => {
  const rules = rulesOf(version);

  it('replays to the result, tells the truth, and changes nothing', () => {
    fc.assert(
      fc.property(arbitraryMerge, (merge) => {
        expectTruth(traced(merge, rules, version));
      }),
      { numRuns: 150 },
    );
  });

  it('does so under the literal reading, too', () => {
    fc.assert(
      fc.property(arbitraryMerge, (merge) => {
        expectTruth(traced(merge, readLiterally(rules), version));
      }),
      { numRuns: 80 },
    );
  });

  it('and with any of the points in which a Dendrite departs', () => {
    fc.assert(
      fc.property(arbitraryMerge, fc.subarray([...DENDRITE_POINTS]), (merge, points) => {
        const dendrite = withAlgorithm(rules, { algorithm: 'dendrite', points });
        expectTruth(traced(merge, dendrite, version));
      }),
      { numRuns: 150 },
    );
  });
});

type StepOf<Name extends ResolutionStep['step']> = Extract<ResolutionStep, { step: Name }>;

/** Changes the first step of a name for which `change` gives another one. */
function changed<Name extends ResolutionStep['step']>(
  name: Name,
  change: (step: StepOf<Name>) => StepOf<Name> | null,
) {
  return (steps: readonly ResolutionStep[]): readonly ResolutionStep[] | null => {
    for (const [index, step] of steps.entries()) {
      if (step.step !== name) continue;
      const lie = change(step as StepOf<Name>);
      if (lie !== null) return steps.with(index, lie);
    }
    return null;
  };
}

/** The list with its first two items swapped; null where there are not two. */
function swapped<Item>([first, second, ...rest]: readonly Item[]): readonly Item[] | null {
  return first === undefined || second === undefined ? null : [second, first, ...rest];
}

/** Every way to lie; null where the trace has nothing of the kind. */
const LIES: Readonly<
  Record<string, (steps: readonly ResolutionStep[]) => readonly ResolutionStep[] | null>
> = {
  'a check left out': (steps) => {
    const index = steps.findIndex(({ step }) => step === 'iterative-auth-check');
    return index === -1 ? null : steps.toSpliced(index, 1);
  },
  'a refused event allowed': changed('iterative-auth-check', (step) =>
    step.refusal === null ? null : { ...step, refusal: null },
  ),
  'another reason': changed('iterative-auth-check', (step) =>
    step.refusal === null ? null : { ...step, refusal: { ...step.refusal, ruleId: 'R0' } },
  ),
  'an allowed event refused': changed('iterative-auth-check', (step) =>
    step.refusal !== null || step.wasRejected
      ? null
      : { ...step, refusal: { ruleId: 'R0', section: '', because: '', evidence: [] } },
  ),
  'another event replaced': changed('iterative-auth-check', (step) =>
    step.tuple === 0 ? null : { ...step, replaces: step.replaces + 1 },
  ),
  'an entry that was not there': changed('iterative-auth-check', (step) => {
    const at = step.consulted.findIndex(({ source }) => source === 'state');
    const entry = step.consulted[at];
    if (entry === undefined) return null;
    return {
      ...step,
      consulted: step.consulted.with(at, { ...entry, event: 0, source: 'absent' }),
    };
  }),
  'two places of the power order swapped': changed('reverse-topological-power-order', (step) => {
    const order = swapped(step.order);
    return order && { ...step, order };
  }),
  'another criterion of the power order': changed('reverse-topological-power-order', (step) => {
    const [place, ...rest] = step.order;
    if (place === undefined) return null;
    const decidedBy = place.decidedBy === 'topology' ? 'power-level' : 'topology';
    return { ...step, order: [{ ...place, decidedBy }, ...rest] };
  }),
  'two places of the mainline order swapped': changed('mainline-order', (step) => {
    const order = swapped(step.order);
    return order && { ...step, order };
  }),
  'another position': changed('mainline-order', (step) => {
    const [place, ...rest] = step.order;
    if (place === undefined) return null;
    return { ...step, order: [{ ...place, position: (place.position ?? 0) + 1 }, ...rest] };
  }),
  'a shorter mainline': changed('mainline', (step) =>
    step.events.length === 0 ? null : { ...step, events: step.events.slice(1) },
  ),
  'an event of the auth difference left out': changed('auth-difference', (step) =>
    step.events.length === 0 ? null : { ...step, events: step.events.slice(1) },
  ),
  'an event in another chain': changed('auth-chains', (step) =>
    step.chains.every((chain) => chain.length === 0)
      ? null
      : { ...step, chains: step.chains.map(() => []) },
  ),
  'an event of the subgraph left out': changed('conflicted-state-subgraph', (step) =>
    step.events.length === 0 ? null : { ...step, events: step.events.slice(1) },
  ),
  'a power event pulled in': changed('power-events', (step) => {
    const at = step.events.findIndex(({ pulledInBy }) => pulledInBy === 0);
    const power = step.events[at];
    if (power === undefined) return null;
    return { ...step, events: step.events.with(at, { ...power, pulledInBy: power.event }) };
  }),
  'another start': changed('starting-state', (step) => ({
    ...step,
    from: step.from === 'empty-state' ? 'unconflicted-state' : 'empty-state',
  })),
  'an overwritten key left out': changed('unconflicted-overwrites', (step) =>
    step.keys.length === 0 ? null : { ...step, keys: step.keys.slice(1) },
  ),
  'an unconflicted entry left out': changed('unconflicted-state', (step) =>
    step.entries.length === 0 ? null : { ...step, entries: step.entries.slice(1) },
  ),
  'another winner of version 1': changed('version-1-key', (step) => {
    const other = step.candidates.find(({ event }) => event !== step.winner);
    return other === undefined ? null : { ...step, winner: other.event };
  }),
  'a candidate of version 1 allowed': changed('version-1-key', (step) => {
    const at = step.candidates.findIndex(({ outcome }) => outcome === 'refused');
    const candidate = step.candidates[at];
    if (candidate === undefined) return null;
    const candidates = step.candidates.with(at, { ...candidate, outcome: 'allowed' });
    return { ...step, candidates };
  }),
  'an entry of the result left out': changed('result', (step) =>
    step.entries.length === 0 ? null : { ...step, entries: step.entries.slice(1) },
  ),
  'a key without a value forgotten': changed('result', (step) =>
    step.withoutValue.length === 0 ? null : { ...step, withoutValue: [] },
  ),
};

describe('a trace that lies', () => {
  const samples = fc.sample(fc.tuple(fc.constantFrom(...VERSIONS), arbitraryMerge), {
    numRuns: 400,
    seed: 4297,
  });
  const merges = samples.map(([version, merge]) => traced(merge, rulesOf(version), version));

  it.each(Object.keys(LIES))('is found out: %s', (name) => {
    const lie = required(LIES[name], name);
    let lies = 0;
    for (const { steps, sets, room, rules } of merges) {
      const told = lie(steps);
      if (told === null) continue;
      lies++;
      expect(traceComplaints(told, sets, room, rules)).not.toEqual([]);
    }
    expect(lies).toBeGreaterThan(0);
  });
});
