import type { CaseKind } from '../case-kind';
import { resolveCase } from '../resolution-case';

/** Whole resolutions, of state sets or at the end of a graph. */
export const stateResolutionCases: CaseKind = {
  kinds: ['state-res', 'state-res-dag'],
  name: 'state resolutions',
  check(fields, { options }, checks) {
    const { judged } = resolveCase(fields, options);
    if (judged === null) throw fields.wrong('expected_state', 'expected_state or expected_delta');
    checks.sameSet('resolved state', null, judged.expected, judged.got);
  },
};
