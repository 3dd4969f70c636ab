import { assert } from '../../base/assert';
import { RoomscopeError } from '../../base/errors';
import type { Work } from '../../base/work';
import { KNOWN_ROOM_VERSIONS, roomVersionRules } from '../../matrix/room-versions/versions';
import { loadRoomEvents } from '../../roomserver/internal/query/room-events';
import { StateStorage } from '../../roomserver/state/state-storage';
import type { RoomRow } from '../../roomserver/storage/tables/interface';
import { Memo, type OpenDocument, type OpenRoom } from './open-room';

interface Held {
  readonly document: OpenDocument;
  readonly rooms: Memo;
  readonly state: StateStorage;
}

/** The documents that are open in this engine; rooms are loaded when first asked for. */
export class Documents {
  readonly #held = new Map<string, Held>();

  add(document: OpenDocument): void {
    const { documentId } = document.info;
    assert(!this.#held.has(documentId), `document ${documentId} is open already`);
    this.#held.set(documentId, {
      document,
      rooms: new Memo(),
      state: new StateStorage(document.storage),
    });
  }

  get(documentId: string): OpenDocument {
    return this.#find(documentId).document;
  }

  /** `roomId` null: the only room, an error that lists them where there are several. */
  room(documentId: string, roomId: string | null, work: Work): Promise<OpenRoom> {
    const held = this.#find(documentId);
    const row = chooseRoom(held.document, roomId);
    return held.rooms.get(row.roomId, () => openRoom(held, row, work));
  }

  close(documentId: string): void {
    const { document } = this.#find(documentId);
    this.#held.delete(documentId);
    document.storage.close();
  }

  #find(documentId: string): Held {
    const held = this.#held.get(documentId);
    if (!held)
      throw new RoomscopeError('usage', `The document ${documentId} is not open. Open it again.`);
    return held;
  }
}

async function openRoom(held: Held, row: RoomRow, work: Work): Promise<OpenRoom> {
  const { storage } = held.document;
  const rules = roomVersionRules(row.roomVersion);
  if (!rules)
    throw new RoomscopeError(
      'bad_input',
      `The room ${row.roomId} has the unknown version ${row.roomVersion}. Known are ${KNOWN_ROOM_VERSIONS.join(', ')}.`,
    );
  await held.state.load(work);
  const events = await loadRoomEvents(storage, row.roomNid, work);
  return {
    document: held.document,
    storage,
    row,
    rules,
    events,
    state: held.state,
    memo: new Memo(),
  };
}

function chooseRoom(document: OpenDocument, roomId: string | null): RoomRow {
  const { name, rooms } = document.info;
  const known = rooms.map((room) => room.roomId);
  if (roomId === null && rooms.length > 1)
    throw new RoomscopeError(
      'usage',
      `${name} holds ${rooms.length} rooms. Choose one with --room: ${listed(known)}`,
    );
  const chosen = roomId ?? known[0] ?? '';
  const row = known.includes(chosen) ? document.storage.rooms.find(chosen) : undefined;
  if (row) return row;
  throw new RoomscopeError(
    'usage',
    `${name} does not hold the room ${chosen}. It holds: ${listed(known)}`,
  );
}

const ROOMS_LISTED = 30;

function listed(roomIds: readonly string[]): string {
  const shown = roomIds.slice(0, ROOMS_LISTED);
  if (roomIds.length > ROOMS_LISTED) shown.push(`and ${roomIds.length - ROOMS_LISTED} more`);
  return `${shown.join(', ')}.`;
}
