import { createStore } from 'zustand/vanilla';
import type { DocumentInfo, SourceRef } from '../../core/contract/requests';
import type { RoomView } from '../../core/contract/room-view';
import type { HostPlatform } from '../platform';
import { useRecents } from '../state/recents';
import { restoreView, savedRoomId, savedViewText } from '../state/saved-view';
import { useViewState } from '../state/view-state';
import type { EngineClient } from './engine';
import { type EngineError, type Progress, toEngineError } from './engine-error';
import { documentFileName, offerFile } from './offer-file';
import { type JobListener, OneJob } from './one-job';

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
  /** Hands the open room, with what is on screen, to the user as a `.roomscope` document. */
  save(): Promise<void>;
  /** Closes the open document: back to the start page. */
  leave(): void;
}

const IDLE: OpeningStatus = { kind: 'idle' };

export type OpeningStore = ReturnType<typeof createOpening>;

/** Opens documents and rooms one at a time: a new request cancels the one before it. */
export function createOpening(engine: EngineClient, host: HostPlatform) {
  return createStore<Opening>()((set, get) => {
    const opener = new Opener(engine, set, get);
    return {
      status: IDLE,
      reportDue: 0,
      open: (sources, title) => opener.open(sources, title),
      pick: () => opener.openFromHost(() => host.pickFiles()),
      drop: (files) => opener.openFromHost(() => host.acceptFiles(files)),
      async chooseRoom(roomId) {
        const { status } = get();
        if (status.kind === 'choosing') await opener.showRoom(status.document, roomId);
      },
      showRooms() {
        const { document } = useViewState.getState();
        if (document) set({ status: { kind: 'choosing', document, opened: true } });
      },
      cancel: () => opener.cancel(),
      save: () => opener.save(),
      leave() {
        const { document, leave } = useViewState.getState();
        leave();
        if (document) opener.close(document);
      },
    };
  });
}

type SetOpening = (part: Partial<Opening>) => void;

/** The steps from files to a room on screen. */
class Opener {
  readonly #engine: EngineClient;
  readonly #set: SetOpening;
  readonly #get: () => Opening;
  readonly #job = new OneJob();
  /** What each open document was opened from, by its ID. */
  readonly #sources = new Map<string, readonly SourceRef[]>();

  constructor(engine: EngineClient, set: SetOpening, get: () => Opening) {
    this.#engine = engine;
    this.#set = set;
    this.#get = get;
  }

  async open(sources: readonly SourceRef[], title = titleOf(sources)): Promise<void> {
    if (sources.length === 0) return;
    this.#dismissChoice();
    const document = await this.#job.run(this.#listener(title), async (signal, onProgress) => {
      const params = openParams(sources);
      const opened = await this.#engine.request('document.open', params, { signal, onProgress });
      if (signal.aborted) this.close(opened);
      return opened;
    });
    if (!document) return;
    this.#sources.set(document.documentId, sources);
    const roomId = roomToShow(document);
    if (roomId !== null) await this.showRoom(document, roomId);
    else this.#set({ status: { kind: 'choosing', document, opened: false } });
  }

  async openFromHost(ask: () => Promise<readonly SourceRef[]>): Promise<void> {
    try {
      await this.open(await ask());
    } catch (thrown) {
      this.#set({ status: afterFailure('Open', toEngineError(thrown)) });
    }
  }

  async showRoom(document: DocumentInfo, roomId: string): Promise<void> {
    const { documentId, name } = document;
    const room = await this.#job.run(this.#listener(`Opening ${name}`), (signal, onProgress) =>
      this.#engine.request('debug.room', { documentId, roomId }, { signal, onProgress }),
    );
    if (room) this.#replaceRoom(document, room);
    else this.#forget(document);
  }

  async save(): Promise<void> {
    const { document, room } = useViewState.getState();
    if (!document || !room) return;
    const name = documentFileName(document.name);
    const params = { documentId: document.documentId, view: savedViewText() };
    const saved = await this.#job.run(this.#listener(`Saving ${name}`), (signal) =>
      this.#engine.request('document.save', params, { signal }),
    );
    if (!saved) return;
    offerFile(name, saved.bytes);
    this.#set({ status: IDLE });
  }

  cancel(): void {
    this.#job.cancel();
    this.#dismissChoice();
  }

  close({ documentId }: DocumentInfo): void {
    this.#sources.delete(documentId);
    this.#engine.request('document.close', { documentId }).catch((error: unknown) => {
      console.warn('A document was not closed:', error);
    });
  }

  #listener(title: string): JobListener {
    return {
      onProgress: (progress) => this.#set({ status: { kind: 'busy', title, progress } }),
      onFailure: (error) => this.#set({ status: afterFailure(title, error) }),
    };
  }

  #replaceRoom(document: DocumentInfo, room: RoomView): void {
    const view = useViewState.getState();
    const last = view.document;
    const isOther = last?.documentId !== document.documentId;
    if (isOther) view.openDocument(document);
    view.showRoom(room);
    useRecents.getState().note(this.#sources.get(document.documentId) ?? [], document, room);
    if (isOther && document.savedView !== undefined) restoreView(document.savedView, room);
    if (isOther && last) this.close(last);
    const reportDue = this.#get().reportDue + (isOther && document.kind === 'events' ? 1 : 0);
    this.#set({ status: IDLE, reportDue });
  }

  /** A document that did not make it to the screen is closed, unless it is there already. */
  #forget(document: DocumentInfo): void {
    if (useViewState.getState().document?.documentId !== document.documentId) this.close(document);
  }

  #dismissChoice(): void {
    const { status } = this.#get();
    if (status.kind === 'choosing') this.#forget(status.document);
    this.#set({ status: IDLE });
  }
}

/** The only room, or the one that was on screen when the document was saved; null: to be chosen. */
function roomToShow({ rooms, savedView }: DocumentInfo): string | null {
  const [only] = rooms;
  if (rooms.length === 1 && only) return only.roomId;
  const saved = savedView === undefined ? null : savedRoomId(savedView);
  return rooms.some(({ roomId }) => roomId === saved) ? saved : null;
}

function afterFailure(title: string, error: EngineError): OpeningStatus {
  return error.code === 'cancelled' ? IDLE : { kind: 'failed', title, error };
}

function titleOf(sources: readonly SourceRef[]): string {
  const names = sources.map((source) => (source.kind === 'file' ? source.name : 'the sample room'));
  return `Reading ${names.join(' + ')}`;
}

function openParams(sources: readonly SourceRef[]) {
  return {
    sources,
    roomId: null,
    policy: 'dendrite',
    schema: 'dendrite',
    algorithm: null,
    points: null,
    keys: null,
  };
}
