import { createStore } from 'zustand/vanilla';
import type { DocumentInfo, SourceRef } from '../../core/contract/requests';
import type { RoomView } from '../../core/contract/room-view';
import type { HostPlatform } from '../platform';
import { useViewState } from '../state/view-state';
import type { EngineClient } from './engine';
import { type EngineError, type Progress, toEngineError } from './engine-error';

/** What opening a document is doing now. Rooms that are open stay open until another one is. */
export type OpeningStatus =
  | { readonly kind: 'idle' }
  | { readonly kind: 'busy'; readonly title: string; readonly progress: Progress | null }
  | { readonly kind: 'failed'; readonly title: string; readonly error: EngineError }
  /** The document has several rooms; `opened` where it is the one on screen. */
  | { readonly kind: 'choosing'; readonly document: DocumentInfo; readonly opened: boolean };

export interface Opening {
  readonly status: OpeningStatus;
  /** Counts up when an events file was opened, so that its report is shown once. */
  readonly reportDue: number;
  open(sources: readonly SourceRef[], title?: string): Promise<void>;
  pick(): Promise<void>;
  drop(files: FileList): Promise<void>;
  chooseRoom(roomId: string): Promise<void>;
  /** Shows the room picker of the open document again. */
  showRooms(): void;
  /** Cancels what is running and dismisses what is shown. */
  cancel(): void;
  /** Closes the open document: back to the start page. */
  leave(): void;
}

const IDLE: OpeningStatus = { kind: 'idle' };

export type OpeningStore = ReturnType<typeof createOpening>;

/** Opens documents and rooms one at a time: a new request cancels the one before it. */
export function createOpening(engine: EngineClient, host: HostPlatform) {
  return createStore<Opening>()((set, get) => {
    let running: AbortController | null = null;

    async function run<T>(
      title: string,
      job: (signal: AbortSignal, onProgress: (progress: Progress) => void) => Promise<T>,
    ): Promise<T | null> {
      running?.abort();
      const abort = new AbortController();
      running = abort;
      const show = (progress: Progress | null) => {
        if (running === abort) set({ status: { kind: 'busy', title, progress } });
      };
      show(null);
      try {
        const result = await job(abort.signal, show);
        return running === abort ? result : null;
      } catch (thrown) {
        if (running === abort) set({ status: afterFailure(title, toEngineError(thrown)) });
        return null;
      }
    }

    async function showRoom(document: DocumentInfo, roomId: string): Promise<void> {
      const room = await run(`Opening ${document.name}`, (signal, onProgress) =>
        engine.request(
          'debug.room',
          { documentId: document.documentId, roomId },
          { signal, onProgress },
        ),
      );
      if (room) replaceRoom(document, room);
      else forget(document);
    }

    function replaceRoom(document: DocumentInfo, room: RoomView): void {
      const view = useViewState.getState();
      const last = view.document;
      const isOther = last?.documentId !== document.documentId;
      if (isOther) view.openDocument(document);
      view.showRoom(room);
      if (isOther && last) closeQuietly(last);
      const reportDue = get().reportDue + (isOther && document.kind === 'events' ? 1 : 0);
      set({ status: IDLE, reportDue });
    }

    /** A document that did not make it to the screen is closed, unless it is there already. */
    function forget(document: DocumentInfo): void {
      if (useViewState.getState().document?.documentId !== document.documentId)
        closeQuietly(document);
    }

    function closeQuietly({ documentId }: DocumentInfo): void {
      engine.request('document.close', { documentId }).catch((error: unknown) => {
        console.warn('A document was not closed:', error);
      });
    }

    async function open(sources: readonly SourceRef[], title = titleOf(sources)): Promise<void> {
      if (sources.length === 0) return;
      dismissChoice();
      const document = await run(title, async (signal, onProgress) => {
        const params = openParams(sources);
        const opened = await engine.request('document.open', params, { signal, onProgress });
        if (signal.aborted) closeQuietly(opened);
        return opened;
      });
      if (!document) return;
      const [only] = document.rooms;
      if (document.rooms.length === 1 && only) await showRoom(document, only.roomId);
      else set({ status: { kind: 'choosing', document, opened: false } });
    }

    function dismissChoice(): void {
      const { status } = get();
      if (status.kind === 'choosing') forget(status.document);
      set({ status: IDLE });
    }

    async function openFromHost(title: string, ask: () => Promise<readonly SourceRef[]>) {
      try {
        await open(await ask());
      } catch (thrown) {
        set({ status: afterFailure(title, toEngineError(thrown)) });
      }
    }

    return {
      status: IDLE,
      reportDue: 0,
      open,
      pick: () => openFromHost('Open', () => host.pickFiles()),
      drop: (files) => openFromHost('Open', () => host.acceptFiles(files)),
      async chooseRoom(roomId) {
        const { status } = get();
        if (status.kind === 'choosing') await showRoom(status.document, roomId);
      },
      showRooms() {
        const { document } = useViewState.getState();
        if (document) set({ status: { kind: 'choosing', document, opened: true } });
      },
      cancel() {
        running?.abort();
        running = null;
        dismissChoice();
      },
      leave() {
        const { document, leave } = useViewState.getState();
        leave();
        if (document) closeQuietly(document);
      },
    };
  });
}

function afterFailure(title: string, error: EngineError): OpeningStatus {
  return error.code === 'cancelled' ? IDLE : { kind: 'failed', title, error };
}

function titleOf(sources: readonly SourceRef[]): string {
  const names = sources.map((source) => (source.kind === 'file' ? source.name : 'the sample room'));
  return `Reading ${names.join(' + ')}`;
}

function openParams(sources: readonly SourceRef[]) {
  return { sources, roomId: null, policy: 'dendrite', schema: 'dendrite', algorithm: null };
}
