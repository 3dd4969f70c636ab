import type { AuthState } from '../../event-auth/auth-state';
import { checkAgainstState } from '../../event-auth/check-against-state';
import type { EventNumber, TupleNumber } from '../../state-resolution/resolver-types';
import type {
  ConsultedEntry,
  IterativeAuthCheckStep,
  StateEntry,
} from '../../state-resolution/trace';
import { checkMainline } from './check-mainline';
import { fullConflictedSetTold } from './check-sets';
import type { Told } from './told';

/** Applies the checks of v2 and v2.1 in the order told; gives what they and the overwrite leave. */
export function replayChecks(told: Told): ReadonlyMap<TupleNumber, EventNumber> {
  const unconflicted = mapOf(told.only('unconflicted-state')?.entries ?? []);
  const start = told.only('starting-state');
  if (start === undefined) return new Map();
  const { algorithm, departures } = told.rules.stateResolution;
  const isEmpty = algorithm === 'v2.1' && !departures.noSubgraphNorEmptyStart;
  told.compare('starting state', start.from, isEmpty ? 'empty-state' : 'unconflicted-state');
  const state = new Map(start.from === 'empty-state' ? [] : unconflicted);
  const letIn = new Map<TupleNumber, EventNumber>();
  const apply = (phase: IterativeAuthCheckStep['of']): void => {
    for (const check of told.all('iterative-auth-check')) {
      if (check.of !== phase) continue;
      checkOne(told, check, state);
      if (check.refusal !== null || check.wasRejected || check.tuple === 0) continue;
      state.set(check.tuple, check.event);
      letIn.set(check.tuple, check.event);
    }
  };
  checkOrders(told);
  apply('power-events');
  checkMainline(told, state.get(told.room.tuple('m.room.power_levels', '')) ?? 0);
  apply('other-events');
  return overwritten(told, letIn, unconflicted);
}

/** The checks follow the two orders, and what the orders hold is the full conflicted set. */
function checkOrders(told: Told): void {
  const checks = told.all('iterative-auth-check');
  const checked = (phase: IterativeAuthCheckStep['of']) =>
    checks.filter(({ of }) => of === phase).map(({ event }) => event);
  const power = told.only('reverse-topological-power-order')?.order.map(({ event }) => event);
  told.compare('checks of power events', checked('power-events'), power);
  const others = told.only('mainline-order')?.order.map(({ event }) => event);
  told.compare('checks of other events', checked('other-events'), others);
  const everything = checks.map(({ event }) => event);
  told.compareSets('what is checked', everything, fullConflictedSetTold(told));
}

function checkOne(
  told: Told,
  check: IterativeAuthCheckStep,
  state: ReadonlyMap<TupleNumber, EventNumber>,
): void {
  const id = told.id(check.event);
  told.compare(`the key of ${id}`, check.tuple, told.room.tupleOf(check.event));
  told.compare(`what ${id} replaces`, check.replaces, state.get(check.tuple) ?? 0);
  told.compare(`${id} was rejected`, check.wasRejected, told.room.isRejected(check.event));
  for (const entry of check.consulted) {
    const what = `${id} asks for ${entry.type} (${entry.stateKey})`;
    told.compare(what, isTrue(told, entry, check.event, state), true);
  }
  if (!check.wasRejected) checkVerdict(told, check);
}

/** The verdict follows from the entries that were asked for, and from nothing else. */
function checkVerdict(told: Told, { event, refusal, consulted }: IterativeAuthCheckStep): void {
  const found = new Map(consulted.map((entry) => [keyOf(entry.type, entry.stateKey), entry.event]));
  const state: AuthState = {
    get(type, stateKey) {
      const held = found.get(keyOf(type, stateKey));
      if (held === undefined) told.complaints.push(`${told.id(event)} did not ask for ${type}`);
      return held ? told.room.pdu(held) : undefined;
    },
  };
  const again = checkAgainstState(told.room.pdu(event), state, told.rules);
  told.compare(`the verdict on ${told.id(event)}`, refusal, again);
}

const keyOf = (type: string, stateKey: string) => JSON.stringify([type, stateKey]);

function isTrue(
  told: Told,
  { type, stateKey, event, source }: ConsultedEntry,
  checked: EventNumber,
  state: ReadonlyMap<TupleNumber, EventNumber>,
): boolean {
  const tuple = told.room.tuple(type, stateKey);
  const holds = state.get(tuple) ?? 0;
  const usable = holds === 0 || told.room.isRejected(holds) ? 0 : holds;
  switch (source) {
    case 'absent':
      return event === 0 && usable === 0;
    case 'state':
      return event === usable;
    case 'auth-events':
      return usable === 0 && told.room.authEvents(checked).includes(event);
    case 'room-id':
      return event === told.room.createEvent;
    case 'event-itself':
      return event === checked && told.room.tupleOf(checked) === tuple;
  }
}

function overwritten(
  told: Told,
  letIn: ReadonlyMap<TupleNumber, EventNumber>,
  unconflicted: ReadonlyMap<TupleNumber, EventNumber>,
): ReadonlyMap<TupleNumber, EventNumber> {
  const lost = [...letIn].filter(([tuple, event]) => (unconflicted.get(tuple) ?? event) !== event);
  told.compare(
    'what the unconflicted state overwrites',
    told.only('unconflicted-overwrites')?.keys,
    lost.map(([tuple, event]) => ({ tuple, letIn: event, unconflicted: unconflicted.get(tuple) })),
  );
  return new Map([...letIn].filter(([tuple]) => !unconflicted.has(tuple)));
}

export function mapOf(entries: readonly StateEntry[]): ReadonlyMap<TupleNumber, EventNumber> {
  return new Map(entries.map(({ tuple, event }) => [tuple, event]));
}
