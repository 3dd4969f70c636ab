import { oneLine } from '../text/safe-text';
import { counted, listed } from '../text/words';
import { mainlineOrderWords, powerOrderWords } from './order-words';
import type {
  ConflictedKeysReport,
  FullConflictedSetReport,
  IterativeAuthCheckReport,
  PowerEventsReport,
  ResultReport,
  TraceKey,
  TraceStepReport,
  TraceTriple,
  VersionOneCandidateReport,
  VersionOneKeyReport,
} from './trace-step-report';

/** Longest line, in characters: IDs and keys come from events. */
const LINE_LIMIT = 2000;
/** Events named in a sentence before "and n more". */
const NAMED = 12;

/**
 * A trace in plain sentences: one line a step, and below it, indented, one line for each key, place
 * or candidate of that step.
 */
export function traceWords(trace: readonly TraceStepReport[]): readonly string[] {
  return trace.flatMap((step) => {
    const [sentence = '', ...items] = stepWords(step);
    return [
      oneLine(sentence, LINE_LIMIT),
      ...items.map((item) => `  ${oneLine(item, LINE_LIMIT)}`),
    ];
  });
}

/** The sentence of a step, then its items. */
function stepWords(step: TraceStepReport): readonly string[] {
  switch (step.step) {
    case 'absent-is-agreed':
    case 'conflicted-keys':
    case 'unconflicted-state':
    case 'starting-state':
    case 'no-create-event':
    case 'unconflicted-overwrites':
    case 'result':
      return stateWords(step);
    case 'auth-chains':
    case 'auth-difference':
    case 'conflicted-state-subgraph':
    case 'full-conflicted-set':
    case 'power-events':
      return setWords(step);
    case 'reverse-topological-power-order':
      return orderWords('Power events in reverse topological power order', powerOrderWords(step));
    case 'mainline':
      return [mainlineSentence(step.events)];
    case 'mainline-order':
      return orderWords('The other events in mainline order', mainlineOrderWords(step.order));
    case 'iterative-auth-check':
      return [checkSentence(step)];
    case 'version-1-uncontested':
      return [
        `Version 1 takes ${counted(step.state.length, 'key')} unchecked, for which only one event stands.`,
        ...step.state.map(tripleWords),
      ];
    case 'version-1-key':
      return versionOneKeyWords(step);
  }
}

function orderWords(what: string, places: readonly string[]): readonly string[] {
  return places.length === 0 ? [`${what}: none.`] : [`${what}:`, ...places];
}

type StateStep = Extract<
  TraceStepReport,
  {
    step:
      | 'absent-is-agreed'
      | 'conflicted-keys'
      | 'unconflicted-state'
      | 'starting-state'
      | 'no-create-event'
      | 'unconflicted-overwrites'
      | 'result';
  }
>;

function stateWords(step: StateStep): readonly string[] {
  switch (step.step) {
    case 'absent-is-agreed':
      return [
        `${counted(step.state.length, 'key')} that only some states hold ${step.state.length === 1 ? 'counts' : 'count'} as agreed.`,
        ...step.state.map(tripleWords),
      ];
    case 'conflicted-keys':
      return conflictedKeysWords(step);
    case 'unconflicted-state':
      return [`The states agree on ${counted(step.size, 'entry', 'entries')}.`];
    case 'starting-state':
      return [
        step.from === 'empty-state'
          ? 'The checks start from the empty state.'
          : 'The checks start from the unconflicted state.',
      ];
    case 'no-create-event':
      return ['No create event is among the auth events, so that no conflicted key keeps a value.'];
    case 'unconflicted-overwrites':
      return overwriteWords(step.keys);
    case 'result':
      return resultWords(step);
  }
}

function conflictedKeysWords({ keys }: ConflictedKeysReport): readonly string[] {
  const items = keys.map(({ key, values }) => {
    const held = values.map((event, set) => `${event ?? 'nothing'} in state ${set + 1}`);
    return `${keyWords(key)}: ${listed(held, NAMED)}`;
  });
  return [`${counted(keys.length, 'key')} in conflict.`, ...items];
}

function overwriteWords(
  keys: readonly { key: TraceKey; let_in: string; unconflicted: string }[],
): readonly string[] {
  if (keys.length === 0) return ['The unconflicted state overwrites nothing that was let in.'];
  const items = keys.map(
    ({ key, let_in, unconflicted }) => `${keyWords(key)}: ${let_in} falls to ${unconflicted}`,
  );
  return [`The unconflicted state overwrites ${counted(keys.length, 'key')}.`, ...items];
}

function resultWords({ state, without_value }: ResultReport): readonly string[] {
  return [
    `Resolved: ${counted(state.length, 'key')} beside the unconflicted state.`,
    ...state.map(tripleWords),
    ...without_value.map((key) => `${keyWords(key)}: no entry`),
  ];
}

type SetStep = Extract<
  TraceStepReport,
  {
    step:
      | 'auth-chains'
      | 'auth-difference'
      | 'conflicted-state-subgraph'
      | 'full-conflicted-set'
      | 'power-events';
  }
>;

function setWords(step: SetStep): readonly string[] {
  switch (step.step) {
    case 'auth-chains':
      return [
        'Of the auth chains, what not all states share:',
        ...step.chains.map((events, set) => `state ${set + 1}: ${eventsWords(events)}`),
      ];
    case 'auth-difference': {
      const leftOut =
        step.left_out === undefined ? '' : ` Left out: ${eventsWords(step.left_out)}.`;
      return [`Auth difference: ${eventsWords(step.events)}.${leftOut}`];
    }
    case 'conflicted-state-subgraph':
      return [`Conflicted state subgraph: ${eventsWords(step.events)}.`];
    case 'full-conflicted-set':
      return [fullSetSentence(step)];
    case 'power-events':
      return powerEventsWords(step);
  }
}

function fullSetSentence(step: FullConflictedSetReport): string {
  const parts = [
    `${counted(step.conflicted.length, 'conflicted event')}`,
    `from the auth difference ${eventsWords(step.added_by_auth_difference)}`,
    `from the subgraph ${eventsWords(step.added_by_subgraph)}`,
  ];
  return `Full conflicted set: ${counted(step.size, 'event')} (${parts.join('; ')}).`;
}

function powerEventsWords({ events }: PowerEventsReport): readonly string[] {
  const power = events.filter(({ pulled_in_by }) => pulled_in_by === null);
  const pulledIn = events.filter(({ pulled_in_by }) => pulled_in_by !== null);
  return [
    `Power events: ${eventsWords(power.map(({ event_id }) => event_id))}.`,
    ...pulledIn.map(({ event_id, pulled_in_by }) => {
      return `${event_id} goes with them: it is in the auth chain of ${pulled_in_by}`;
    }),
  ];
}

function mainlineSentence(events: readonly string[]): string {
  if (events.length === 0) return 'No mainline: the state has no power levels event.';
  return `Mainline, newest first: ${eventsWords(events)}.`;
}

function checkSentence(check: IterativeAuthCheckReport): string {
  const { event_id, key, replaces, verdict } = check;
  const what = key === null ? event_id : `${event_id} for ${keyWords(key)}`;
  switch (verdict) {
    case 'rejected-before':
      return `Kept out: ${what}. It was rejected when it arrived.`;
    case 'refused':
      return `Refused: ${what}. ${refusalWords(check)}`;
    case 'allowed':
      return replaces === null ? `Allowed: ${what}.` : `Allowed: ${what}, in place of ${replaces}.`;
  }
}

function refusalWords(refused: {
  readonly because: string | null;
  readonly rule_id: string | null;
  readonly evidence: readonly string[];
}): string {
  const { because, rule_id, evidence } = refused;
  const shown = evidence.length === 0 ? '' : `, see ${listed(evidence, NAMED)}`;
  return `${because ?? ''} (${rule_id ?? ''}${shown})`;
}

function versionOneKeyWords(step: VersionOneKeyReport): readonly string[] {
  const { key, candidates, winner, method, ended } = step;
  const how = {
    refused: 'the next one is refused',
    'all-allowed': 'every next one is allowed',
    allowed: 'it is the deepest that is allowed',
    'none-allowed': 'none is allowed, and the shallowest stays',
  }[ended];
  const order = method === 'climb' ? 'from the shallowest up' : 'from the deepest down';
  return [
    `${keyWords(key)}, tried ${order}: ${winner}, since ${how}.`,
    ...candidates.map(candidateWords),
  ];
}

function candidateWords(candidate: VersionOneCandidateReport): string {
  const { event_id, depth, outcome } = candidate;
  const said = {
    unchecked: 'taken unchecked',
    allowed: 'allowed',
    refused: `refused. ${refusalWords(candidate)}`,
    'not-tried': 'not tried',
  }[outcome];
  return `${event_id} (depth ${depth}): ${said}`;
}

function tripleWords([type, stateKey, event]: TraceTriple): string {
  return `${keyWords([type, stateKey])}: ${event}`;
}

function keyWords([type, stateKey]: TraceKey): string {
  return stateKey === '' ? type : `${type} ${JSON.stringify(stateKey)}`;
}

function eventsWords(events: readonly string[]): string {
  return events.length === 0 ? 'none' : listed(events, NAMED);
}
