import { Dialog } from '@base-ui/react/dialog';
import { type KeyboardEvent, useId, useMemo, useRef, useState } from 'react';
import type { DocumentInfo, DocumentRoom } from '../../../core/contract/requests';
import { useOpening } from '../../client/app-context';
import { SearchIcon } from '../../widgets/icons';
import { count, counted } from '../../widgets/numbers';
import './report.css';

/** A document with several rooms: which one to look at. */
export function RoomPicker() {
  const status = useOpening((opening) => opening.status);
  const cancel = useOpening((opening) => opening.cancel);
  return (
    <Dialog.Root
      open={status.kind === 'choosing'}
      onOpenChange={(open) => {
        if (!open) cancel();
      }}
    >
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop floating" />
        <Dialog.Popup className="dialog floating">
          {status.kind === 'choosing' ? <Rooms document={status.document} /> : null}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** More rooms than these are found by searching, not by scrolling. */
const SHOWN = 500;

function Rooms({ document }: { readonly document: DocumentInfo }) {
  const chooseRoom = useOpening((opening) => opening.chooseRoom);
  const [search, setSearch] = useState('');
  const [current, setCurrent] = useState(0);
  const listRef = useRef<HTMLDivElement>(null);
  const id = useId();
  const found = useMemo(() => matching(document.rooms, search), [document.rooms, search]);
  const shown = found.slice(0, SHOWN);

  const move = (to: number) => {
    const next = Math.min(Math.max(to, 0), shown.length - 1);
    setCurrent(next);
    listRef.current?.children[next]?.scrollIntoView({ block: 'nearest' });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const room = shown[current];
    if (event.key === 'ArrowDown') move(current + 1);
    else if (event.key === 'ArrowUp') move(current - 1);
    else if (event.key === 'Enter' && room) chooseRoom(room.roomId);
    else return;
    event.preventDefault();
  };

  return (
    <>
      <Dialog.Title className="dialog-title">
        {document.rooms.length === 0
          ? `${document.name} holds no room`
          : `Choose a room of ${document.name}`}
      </Dialog.Title>
      <div className="picker-search">
        <SearchIcon />
        <input
          type="search"
          role="combobox"
          placeholder="Room ID or version"
          aria-label="Search rooms"
          aria-expanded="true"
          aria-controls={id}
          {...(shown.length > 0 ? { 'aria-activedescendant': `${id}-${current}` } : {})}
          value={search}
          onChange={(event) => {
            setSearch(event.target.value);
            setCurrent(0);
          }}
          onKeyDown={onKeyDown}
        />
        <span className="quiet-text">{counted(found.length, 'room')}</span>
      </div>
      <div ref={listRef} id={id} className="picker-list scrolls" role="listbox" aria-label="Rooms">
        {shown.map((room, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the search field has the keys.
          // biome-ignore lint/a11y/useFocusableInteractive: aria-activedescendant points here.
          <div
            key={room.roomId}
            id={`${id}-${index}`}
            className="picker-room"
            role="option"
            aria-selected={index === current}
            onClick={() => chooseRoom(room.roomId)}
            onPointerMove={() => setCurrent(index)}
          >
            <span className="mono picker-id">{room.roomId}</span>
            <span>version {room.roomVersion}</span>
            <span className="picker-events">{counted(room.events, 'event')}</span>
          </div>
        ))}
      </div>
      {found.length > SHOWN ? (
        <p className="quiet-text small">
          The first {count(SHOWN)} of {count(found.length)}: search for the others.
        </p>
      ) : null}
    </>
  );
}

/** Largest first: those are what people come for. */
function matching(rooms: readonly DocumentRoom[], search: string): readonly DocumentRoom[] {
  const wanted = search.trim().toLowerCase();
  return rooms
    .filter(
      ({ roomId, roomVersion }) =>
        wanted === '' ||
        roomId.toLowerCase().includes(wanted) ||
        roomVersion === wanted ||
        `version ${roomVersion}` === wanted,
    )
    .toSorted((a, b) => b.events - a.events);
}
