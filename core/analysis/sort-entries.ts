/**
 * The order in which state entries are listed: what describes the room first, then its members,
 * then everything else; inside a group by event.
 */
export function entryRank(type: string): number {
  if (type === 'm.room.member') return 1;
  return type.startsWith('m.room.') ? 0 : 2;
}
