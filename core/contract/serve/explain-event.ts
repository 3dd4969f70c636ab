import { nobleSigning } from '../../base/noble-signing';
import type { LevelVerdict } from '../../matrix/event-auth/verdict';
import { computeLadder } from '../../roomserver/internal/query/compute-ladder';
import { StoredRoom } from '../../roomserver/internal/query/stored-room';
import type { ExplainReport, LadderRung } from '../reports';
import { eventVerdict, VERDICT_LEVELS } from './event-verdict';
import type { OpenRoom } from './open-room';
import { rowOfEvent } from './state-points';

/**
 * The verdict on one event, level by level, with rule and evidence: as recorded, or as computed now
 * where a server recorded nothing.
 */
export function explainEvent(room: OpenRoom, eventId: string): ExplainReport {
  const row = rowOfEvent(room, eventId);
  const { verdict, ladder: recorded, note } = eventVerdict(room.events, row);
  const ladder = recorded ?? ladderNow(room, row);
  const rungs = VERDICT_LEVELS.map((level): LadderRung => {
    const rung = ladder.find((candidate) => candidate.level === level);
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

function ladderNow(room: OpenRoom, row: number): readonly LevelVerdict[] {
  const { events, state, rules, document } = room;
  const stored = new StoredRoom(events, state, rules);
  return computeLadder(stored, events, state, row, document.keys, nobleSigning);
}
