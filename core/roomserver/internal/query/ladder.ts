import type { LevelVerdict } from '../../../matrix/event-auth/verdict';

/** By what is known at each level: nearly every event is accepted, with the same text as the others. */
const unrefused = new Map<string, string>();

/** The ladder as the side table keeps it. */
export function encodeLadder(ladder: readonly LevelVerdict[]): string {
  if (ladder.some((level) => level.refusal !== null)) return JSON.stringify(ladder);
  const key = ladder.map((level) => `${level.level} ${level.ok}`).join();
  const known = unrefused.get(key);
  if (known !== undefined) return known;
  const text = JSON.stringify(ladder);
  unrefused.set(key, text);
  return text;
}

export function decodeLadder(text: string): readonly LevelVerdict[] {
  return JSON.parse(text) as readonly LevelVerdict[];
}
