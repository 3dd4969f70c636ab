import { Dialog } from '@base-ui/react/dialog';
import { useMemo, useRef, useState } from 'react';
import { useCommandPanels } from '../../state/command-panels';
import { useViewState } from '../../state/view-state';
import { useRegistry } from '../registry';
import { returnFocus } from '../return-focus';
import { ChoiceList } from './choice-list';
import { type Choice, commandChoices } from './choices';
import './palette.css';
import { useEventChoices } from './use-event-choices';

/** Every command by its name, and any event by its ID. */
export function Palette() {
  const panel = useCommandPanels((panels) => panels.panel);
  const dismiss = useCommandPanels((panels) => panels.dismiss);
  /** Run once the dialog is gone and the focus is back, which the command may want to move. */
  const chosen = useRef<Choice | null>(null);
  const shows = panel === 'palette' || panel === 'go-to-event';

  const choose = (choice: Choice) => {
    chosen.current = choice;
    dismiss();
  };
  const afterwards = (open: boolean) => {
    const choice = chosen.current;
    chosen.current = null;
    if (open) return;
    returnFocus();
    choice?.run();
  };
  return (
    <Dialog.Root
      open={shows}
      onOpenChange={(open) => {
        if (!open) dismiss();
      }}
      onOpenChangeComplete={afterwards}
    >
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop floating" />
        <Dialog.Popup className="palette floating" finalFocus={false}>
          {panel === 'go-to-event' ? <GoToEvent choose={choose} /> : null}
          {panel === 'palette' ? <Commands choose={choose} /> : null}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

interface PanelProps {
  choose(choice: Choice): void;
}

function Commands({ choose }: PanelProps) {
  const [query, setQuery] = useState('');
  const commands = useRegistry((registry) => registry.commands);
  const { recent, used } = useCommandPanels();
  const hasRoom = useViewState((state) => state.room !== null);
  const namesEvent = hasRoom && /^\s*([${]|https?:\/\/|matrix:)/.test(query);
  const events = useEventChoices(namesEvent ? query : null);
  const found = useMemo(() => commandChoices(commands, query, recent), [commands, query, recent]);
  return (
    <>
      <Dialog.Title className="visually-hidden">Commands</Dialog.Title>
      <ChoiceList
        label="Search commands"
        placeholder={hasRoom ? 'Search commands, or paste an event ID' : 'Search commands'}
        query={query}
        setQuery={setQuery}
        choices={namesEvent ? events.choices : found}
        note={namesEvent ? events.note : found.length === 0 ? 'No command is called that.' : null}
        choose={(choice) => {
          if (!namesEvent) used(choice.id);
          choose(choice);
        }}
      />
      <Keys hints={hasRoom ? ['$ event ID'] : []} />
    </>
  );
}

function GoToEvent({ choose }: PanelProps) {
  const [query, setQuery] = useState('');
  const { choices, note } = useEventChoices(query);
  return (
    <>
      <Dialog.Title className="visually-hidden">Go to an event</Dialog.Title>
      <ChoiceList
        label="Event"
        placeholder="Paste an event ID or the start of one, a link, or an event’s JSON"
        query={query}
        setQuery={setQuery}
        choices={choices}
        note={note ?? (query === '' ? 'A row’s number works, too.' : null)}
        choose={choose}
      />
      <Keys hints={[]} />
    </>
  );
}

function Keys({ hints }: { readonly hints: readonly string[] }) {
  return (
    <p className="palette-keys">
      {['↑ ↓ choose', 'Enter run', ...hints].map((hint) => (
        <span key={hint}>{hint}</span>
      ))}
    </p>
  );
}
