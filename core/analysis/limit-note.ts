import { MAX_BLOCKS } from '../roomserver/state/compose';
import { counted } from './text/words';

/** Beside the row where the limit made a full copy: the delta columns are empty there. */
export function limitNote(entries: number): string {
  return `${MAX_BLOCKS} blocks, the limit: one full copy of ${counted(entries, 'entry', 'entries')}`;
}
