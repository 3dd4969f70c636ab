import type { LevelVerdict } from '../../../matrix/event-auth/verdict';

/** The ladder as the side table keeps it. */
export function encodeLadder(ladder: readonly LevelVerdict[]): string {
  return JSON.stringify(ladder);
}

export function decodeLadder(text: string): readonly LevelVerdict[] {
  return JSON.parse(text) as readonly LevelVerdict[];
}
