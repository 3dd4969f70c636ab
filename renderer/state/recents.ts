import * as v from 'valibot';
import { create } from 'zustand';
import type { DocumentInfo, SourceRef } from '../../core/contract/requests';
import type { RoomView } from '../../core/contract/room-view';
import { counted } from '../widgets/numbers';

const recent = v.object({
  name: v.string(),
  isDatabase: v.boolean(),
  /** "700 events · 3 servers" */
  facts: v.string(),
  /** The most useful thing to know of it: "2 rejected". */
  finding: v.string(),
  sources: v.array(v.object({ kind: v.literal('file'), handle: v.string(), name: v.string() })),
});
export type Recent = v.InferOutput<typeof recent>;

interface Recents {
  /** Newest first. */
  readonly entries: readonly Recent[];
  note(sources: readonly SourceRef[], document: DocumentInfo, room: RoomView): void;
  clear(): void;
}

const STORAGE_KEY = 'roomscope.recents';
const KEPT = 5;

/**
 * What was opened since the host was started: the handles of files hold no longer than it runs, so that
 * a longer list would offer what cannot be opened. Samples have their own cards.
 */
export const useRecents = create<Recents>()((set, get) => {
  const keep = (entries: readonly Recent[]) => {
    set({ entries });
    attempt(() => window.sessionStorage.setItem(STORAGE_KEY, JSON.stringify(entries)));
  };
  return {
    entries: kept(),
    note(sources, document, room) {
      const files = sources.filter((source) => source.kind === 'file');
      if (files.length === 0) return;
      const entry = {
        name: document.name,
        isDatabase: document.kind === 'database',
        facts: factsOf(document, room),
        finding: findingOf(room),
        sources: files,
      };
      const others = get().entries.filter(
        ({ name, facts }) => name !== entry.name || facts !== entry.facts,
      );
      keep([entry, ...others].slice(0, KEPT));
    },
    clear: () => keep([]),
  };
});

function factsOf({ rooms }: DocumentInfo, room: RoomView): string {
  if (rooms.length > 1) return counted(rooms.length, 'room');
  return `${counted(room.rows, 'event')} · ${counted(room.servers.length, 'server')}`;
}

/** Of the room that was looked at: what went most wrong. */
export function findingOf({ counts }: Pick<RoomView, 'counts'>): string {
  const found = [
    [counts.rejected, 'rejected'],
    [counts.softFailed, 'soft-failed'],
    [counts.incomplete, 'incomplete'],
    [counts.outliers, 'without a known state'],
  ] as const;
  const [first] = found.filter(([count]) => count > 0);
  return first ? `${first[0].toLocaleString('en')} ${first[1]}` : 'nothing refused';
}

function kept(): readonly Recent[] {
  const text = attempt(() => window.sessionStorage.getItem(STORAGE_KEY));
  const parsed = attempt(() => v.safeParse(v.array(recent), JSON.parse(text ?? '[]')));
  return parsed?.success ? parsed.output.slice(0, KEPT) : [];
}

/** Storage may be switched off or full; the list then holds for as long as the page. */
function attempt<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null;
  }
}
