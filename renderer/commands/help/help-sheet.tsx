import { Dialog } from '@base-ui/react/dialog';
import { useId, useRef } from 'react';
import { useCommandPanels } from '../../state/command-panels';
import { useKeyMap } from '../../state/key-map';
import { COMMAND_GROUPS, type Command } from '../command';
import { shownKeys } from '../keys';
import { keysOf, useRegistry } from '../registry';
import { returnFocus } from '../return-focus';
import { LIST_KEYS, MOUSE } from './fixed-keys';
import './help-sheet.css';

/** All keys that do something now, made from the registry, on one sheet that can be printed. */
export function HelpSheet() {
  const open = useCommandPanels(({ panel }) => panel === 'help');
  const { dismiss, show } = useCommandPanels.getState();
  const close = useRef<HTMLButtonElement>(null);
  return (
    <Dialog.Root
      open={open}
      onOpenChange={(opens) => {
        if (!opens) dismiss();
      }}
      onOpenChangeComplete={(opens) => {
        if (!opens) returnFocus();
      }}
    >
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop floating" />
        <Dialog.Popup
          className="dialog help-sheet floating"
          finalFocus={false}
          initialFocus={close}
        >
          <Dialog.Title className="dialog-title">Keys and mouse</Dialog.Title>
          <Sheet />
          <div className="dialog-actions">
            <Dialog.Close ref={close} className="button primary">
              Close
            </Dialog.Close>
            <button type="button" className="button" onClick={() => show('keys')}>
              Change keys
            </button>
            <button type="button" className="button" onClick={() => window.print()}>
              Print
            </button>
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Sheet() {
  const commands = useRegistry((registry) => registry.commands);
  const { singleKeys } = useKeyMap();
  const withKeys = commands.filter((command) => keysOf(command).length > 0);
  const groups = COMMAND_GROUPS.map((group) => ({
    group,
    commands: withKeys.filter((command) => command.group === group),
  })).filter((one) => one.commands.length > 0);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys.
    <section className="help-groups scrolls" tabIndex={0} aria-label="All keys">
      {groups.map((one) => (
        <Group key={one.group} title={one.group} rows={one.commands.map(rowOf)} />
      ))}
      <Group title="In the list of events" rows={LIST_KEYS} />
      <Group title="Mouse" rows={MOUSE} />
      <p className="help-note">
        {singleKeys
          ? 'Keys of one letter work while the room has the focus.'
          : 'Keys of one letter are switched off.'}
      </p>
    </section>
  );
}

/** Keys, or in words what to do with the mouse. */
type Row = readonly [what: string, how: readonly string[] | string];

function rowOf(command: Command): Row {
  return [command.label, keysOf(command)];
}

function Group({ title, rows }: { readonly title: string; readonly rows: readonly Row[] }) {
  const id = useId();
  return (
    <section className="help-group" aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      <dl>
        {rows.map(([what, how]) => (
          <div key={what}>
            <dt>{what}</dt>
            <dd>{typeof how === 'string' ? how : <KeyCaps keys={how} />}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function KeyCaps({ keys }: { readonly keys: readonly string[] }) {
  return keys.map((key) => (
    <kbd key={key} className="key">
      {shownKeys(key)}
    </kbd>
  ));
}
