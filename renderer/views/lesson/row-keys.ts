import type { LessonModel } from './lesson-model';

/** The row that a key leads to from `current` (-1: none); null where the key leads nowhere. */
export function rowForKey(key: string, current: number, model: LessonModel): number | null {
  const last = model.rows.length - 1;
  if (key === 'Home') return 0;
  if (key === 'End') return last;
  if (key === 'ArrowDown') return Math.min(last, current + 1);
  if (key === 'ArrowUp') return current < 0 ? last : Math.max(0, current - 1);
  if (key === 'ArrowLeft')
    return model.edges.find((edge) => edge.childRow === current)?.parentRow ?? null;
  if (key === 'ArrowRight')
    return model.edges.find((edge) => edge.parentRow === current)?.childRow ?? null;
  return null;
}
