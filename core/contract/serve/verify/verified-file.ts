import type { CheckOutcome } from '../../../analysis/verify/checks';
import type { VerifiedFile } from '../../reports';

export function verifiedFile(
  name: string,
  { checks, failures }: CheckOutcome,
  notCompared = 0,
): VerifiedFile {
  return {
    name,
    checks,
    passed: checks - failures.length,
    failures: failures.map(({ what, eventId, expected, got }) => ({
      what,
      event_id: eventId,
      expected,
      got,
    })),
    not_compared: notCompared,
  };
}
