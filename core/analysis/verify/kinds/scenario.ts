import type { JsonObject } from '../../../matrix/event/json';
import { type CaseKind, chosenRules } from '../case-kind';
import { checkExpectations } from '../scenario/expectations';
import { ScenarioReplay } from '../scenario/scenario-replay';

/** By what it holds: a scenario names no kind. */
export function isScenario(value: JsonObject): boolean {
  if (value.kind !== undefined || !Object.hasOwn(value, 'events')) return false;
  return Object.hasOwn(value, 'tardis_version') || Object.hasOwn(value, 'expect');
}

/**
 * A room written by hand, with what is to come of it under `expect`. It is played through as it stands
 * in the file; there is no soft failure, as in every replay.
 */
export const scenarios: CaseKind = {
  kinds: [],
  name: 'scenarios with expectations',
  recognises: isScenario,
  async check(fields, context, checks) {
    if (!Object.hasOwn(fields.value, 'expect'))
      throw fields.error('expect', 'missing: the scenario expects nothing that could be checked');
    const scenario = context.readScenario(fields.value);
    const rules = chosenRules(scenario.rules, context.options);
    const room = await ScenarioReplay.of(scenario, rules, context.work);
    checkExpectations(fields.fields('expect'), room, checks);
    if (checks.checks === 0)
      throw fields.error('expect', 'the scenario expects nothing that could be checked');
  },
};
