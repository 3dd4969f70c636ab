import type { ExplainReport, LadderRung } from '../reports';
import { eventVerdict, VERDICT_LEVELS } from './event-verdict';
import type { OpenRoom } from './open-room';
import { rowOfEvent } from './state-points';

/** The verdict on one event, level by level, with rule and evidence. */
export function explainEvent(room: OpenRoom, eventId: string): ExplainReport {
  const { verdict, ladder, note } = eventVerdict(room.events, rowOfEvent(room, eventId));
  const rungs = VERDICT_LEVELS.map((level): LadderRung => {
    const rung = ladder?.find((candidate) => candidate.level === level);
    return {
      level,
      ok: rung?.ok ?? null,
      rule_id: rung?.refusal?.ruleId ?? null,
      because: rung?.refusal?.because ?? null,
      evidence: rung?.refusal?.evidence ?? [],
    };
  });
  return { event_id: eventId, verdict, ladder: rungs, note };
}
