import type { Verdict } from '../matrix/event-auth/verdict';

export interface VerdictFacts {
  readonly verdict: Verdict;
  /** Why it was refused; null where it was not, or the reason is not recorded. */
  readonly because: string | null;
  /** What a foreign database leaves open: "not recorded by Dendrite"; null otherwise. */
  readonly note: string | null;
}

/** The verdict in one sentence, and what else is to be known about it. */
export function verdictWords(facts: VerdictFacts): { text: string; note: string | null } {
  const note = facts.note === null ? null : sentence(facts.note);
  switch (facts.verdict) {
    case 'accepted':
      return { text: 'Accepted', note };
    case 'rejected':
      return { text: because('Rejected', facts.because), note: reasonNote(note, facts) };
    case 'soft_failed':
      return {
        text: because('Soft-failed', facts.because),
        note: 'Allowed by the state before it, not by the current state. Stored, but not shown to clients.',
      };
    case 'outlier':
      return { text: 'Outlier', note: 'Stored without a known state, so no state was checked.' };
  }
}

function because(verdict: string, reason: string | null): string {
  return reason === null ? verdict : `${verdict}: ${reason}`;
}

function reasonNote(note: string | null, { because: reason }: VerdictFacts): string | null {
  return note !== null && reason === null ? `The reason is ${lowerFirst(note)}` : note;
}

function sentence(text: string): string {
  const upper = text.charAt(0).toUpperCase() + text.slice(1);
  return upper.endsWith('.') ? upper : `${upper}.`;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
