import { expect } from 'vitest';
import { eventsOf, stateBefore } from '../../roomserver/internal/query/state-at';
import { eventIdsOf, type LoadedRoom } from './recorded-room';

/** The specification's answers for a recorded room (../shared/rooms/oracle/README.md). */
export interface Oracle {
  readonly room_version: string;
  readonly events: readonly { readonly event_id: string; readonly accepted: boolean }[];
  readonly state_before: Readonly<Record<string, readonly (readonly [string, string, string])[]>>;
}

/**
 * Every verdict and sampled state of the oracle whose event the room holds. Returns how many of each
 * there were, so that a test can see that it looked at something.
 */
export function expectOracleAnswers(room: LoadedRoom, oracle: Oracle) {
  const { events, states } = room;
  const verdicts: Record<string, boolean> = {};
  const expectedVerdicts: Record<string, boolean> = {};
  for (const { event_id: id, accepted } of oracle.events) {
    const row = events.rowOfId(id);
    if (row < 0) continue;
    verdicts[id] = events.rejected[row] === 0;
    expectedVerdicts[id] = accepted;
  }
  expect(verdicts).toEqual(expectedVerdicts);
  let sampled = 0;
  for (const [id, expected] of Object.entries(oracle.state_before)) {
    const row = events.rowOfId(id);
    if (row < 0) continue;
    sampled += 1;
    const before = stateBefore(events, states, row);
    const ids = before && eventIdsOf(room, eventsOf(states, before));
    expect(ids, `state before ${id}`).toEqual(expected.map(([, , eventId]) => eventId).sort());
  }
  return { verdicts: Object.keys(verdicts).length, states: sampled };
}
