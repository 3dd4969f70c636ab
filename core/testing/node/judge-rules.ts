import { expect, it } from 'vitest';
import { checkRuleCase, type RuleCase } from '../../matrix/testing/usual-room';

/** One test per case: the rule that refuses, and that the refusal reads as a sentence. */
export function judge(cases: readonly RuleCase[]): void {
  it.each(cases.map((each) => [each.name, each] as const))('%s', (_, each) => {
    const refusal = checkRuleCase(each);
    expect(refusal?.ruleId ?? null).toBe(each.rule);
    if (refusal === null) return;
    expect(refusal.because).toMatch(/^[A-Z@"].*\.$/);
    expect(refusal.section).toMatch(/^Room version \d+, authorization rule [\d.]+$/);
    if (each.evidence) expect(refusal.evidence).toEqual(each.evidence);
  });
}
