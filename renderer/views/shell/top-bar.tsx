import { Menu } from '@base-ui/react/menu';
import type { DocumentInfo } from '../../../core/contract/requests';
import type { RoomView } from '../../../core/contract/room-view';
import { useOpening } from '../../client/app-context';
import { useCommandTip } from '../../commands/registry';
import { useCommandPanels } from '../../state/command-panels';
import { useReport } from '../../state/report';
import { useViewState } from '../../state/view-state';
import { ChevronDownIcon, CommandIcon, Logo, OpenIcon } from '../../widgets/icons';
import { counted } from '../../widgets/numbers';
import { Tooltip } from '../../widgets/tooltip';
import { ThemeButton } from './theme-button';

export function TopBar({ room }: { readonly room: RoomView }) {
  const document = useViewState((state) => state.document);
  const leave = useOpening((opening) => opening.leave);
  return (
    <header className="top-bar">
      <Tooltip text="Back to the start page">
        <button type="button" className="home" aria-label="Back to the start page" onClick={leave}>
          <Logo size={24} />
        </button>
      </Tooltip>
      <div className="top-bar-document">
        <h1 className="top-bar-name">{document?.name}</h1>
        <p className="top-bar-facts">{factsOf(room, document)}</p>
      </div>
      {document && document.kind !== 'sample' ? <DocumentMenu document={document} /> : null}
      <div className="top-bar-actions">
        {document?.readOnly ? <ReadOnlyBadge /> : null}
        <CommandsButton />
        <OpenButton />
        <ThemeButton />
      </div>
    </header>
  );
}

function CommandsButton() {
  const tip = useCommandTip('help.commands', 'Show all commands');
  return (
    <Tooltip text={tip}>
      <button
        type="button"
        className="button quiet"
        onClick={() => useCommandPanels.getState().show('palette')}
      >
        <CommandIcon />
        Commands
      </button>
    </Tooltip>
  );
}

function OpenButton() {
  const pick = useOpening((opening) => opening.pick);
  const tip = useCommandTip('file.open', 'Open files or a database');
  return (
    <Tooltip text={tip}>
      <button type="button" className="button" onClick={pick}>
        <OpenIcon />
        Open…
      </button>
    </Tooltip>
  );
}

function ReadOnlyBadge() {
  return (
    <Tooltip text="The database is read, never written">
      <span className="chip outlined">Read-only</span>
    </Tooltip>
  );
}

function factsOf(room: RoomView, document: DocumentInfo | null): string {
  const isSample = document?.kind === 'sample';
  const facts = [
    isSample ? 'sample room' : room.roomId,
    `room version ${room.roomVersion}`,
    counted(room.rows, 'event'),
  ];
  if (!isSample) facts.push(counted(room.servers.length, 'server'));
  return facts.join(' · ');
}

function DocumentMenu({ document }: { readonly document: DocumentInfo }) {
  const leave = useOpening((opening) => opening.leave);
  const showRooms = useOpening((opening) => opening.showRooms);
  const save = useOpening((opening) => opening.save);
  const showReport = useReport((report) => report.show);
  return (
    <Menu.Root>
      <Menu.Trigger className="icon-button small" aria-label="Document menu">
        <ChevronDownIcon />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner className="floating" sideOffset={6} align="start">
          <Menu.Popup className="menu">
            <Menu.Item className="menu-item" onClick={showReport}>
              Import report
            </Menu.Item>
            {document.rooms.length > 1 ? (
              <Menu.Item className="menu-item" onClick={showRooms}>
                Choose another room
                <span className="quiet-text">{document.rooms.length}</span>
              </Menu.Item>
            ) : null}
            <Menu.Item className="menu-item" onClick={save}>
              Save as a Roomscope document
            </Menu.Item>
            <Menu.Item className="menu-item" onClick={leave}>
              Close
            </Menu.Item>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
