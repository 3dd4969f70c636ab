import { memorySource } from '../../interchange/memory-source';
import type { LevelVerdict } from '../../matrix/event-auth/verdict';
import { importSources, type LoadedRoom } from './recorded-room';

/** A room after its import, asked about single events by ID. */
export interface JudgedRoom extends LoadedRoom {
  /** Per level the rule that refused; null: passed, undefined: not checked. */
  rules(eventId: string): readonly (string | null | undefined)[];
  ladder(eventId: string): readonly LevelVerdict[];
  isRejected(eventId: string): boolean;
  isOutlier(eventId: string): boolean;
}

const OUTLIER = 1;

/** Imports the text of an events file as the application does. */
export async function importText(bytes: Uint8Array): Promise<JudgedRoom> {
  return judged(await importSources([memorySource('room.ndjson', bytes)]));
}

/** A loaded room that can be asked. */
export function judged(room: LoadedRoom): JudgedRoom {
  const { events } = room;
  const rowOf = (eventId: string): number => {
    const row = events.rowOfId(eventId);
    if (row < 0) throw new Error(`the room does not hold ${eventId}`);
    return row;
  };
  const ladder = (eventId: string) => events.ladder(rowOf(eventId)) ?? [];
  return {
    ...room,
    ladder,
    rules: (eventId) =>
      ladder(eventId)
        .filter(({ level }) => level !== 'current_state')
        .map(({ ok, refusal }) => (ok === null ? undefined : (refusal?.ruleId ?? null))),
    isRejected: (eventId) => events.rejected[rowOf(eventId)] === 1,
    isOutlier: (eventId) => events.kind[rowOf(eventId)] === OUTLIER,
  };
}
