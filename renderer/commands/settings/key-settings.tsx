import { Dialog } from '@base-ui/react/dialog';
import { useState } from 'react';
import { useCommandPanels } from '../../state/command-panels';
import { useKeyMap } from '../../state/key-map';
import { useRegistry } from '../registry';
import { returnFocus } from '../return-focus';
import { KeyRow } from './key-row';
import './key-settings.css';

/** Which keys run which command, and whether one letter alone may. */
export function KeySettings() {
  const open = useCommandPanels(({ panel }) => panel === 'keys');
  const { dismiss } = useCommandPanels.getState();
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
        <Dialog.Popup className="dialog key-settings floating" finalFocus={false}>
          <Dialog.Title className="dialog-title">Change keys</Dialog.Title>
          <SingleKeys />
          <Rows />
          <Actions />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function SingleKeys() {
  const { singleKeys, setSingleKeys } = useKeyMap();
  return (
    <label className="single-keys">
      <input
        type="checkbox"
        checked={singleKeys}
        onChange={(event) => setSingleKeys(event.target.checked)}
      />
      <span>
        Single-key shortcuts
        <span className="quiet-text">
          Off: keys of one letter do nothing, which helps where speech or a shaking hand types them.
        </span>
      </span>
    </label>
  );
}

function Rows() {
  const commands = useRegistry((registry) => registry.commands);
  /** The command whose new keys are being pressed. */
  const [changing, setChanging] = useState<string | null>(null);
  return (
    <ul className="key-rows scrolls" aria-label="Commands">
      {commands.map((command) => (
        <KeyRow
          key={command.id}
          command={command}
          isChanging={command.id === changing}
          change={() => setChanging(command.id)}
          done={() => setChanging(null)}
        />
      ))}
    </ul>
  );
}

function Actions() {
  const { remapped, resetAll } = useKeyMap();
  return (
    <div className="dialog-actions">
      <Dialog.Close className="button primary">Done</Dialog.Close>
      {Object.keys(remapped).length === 0 ? null : (
        <button type="button" className="button" onClick={resetAll}>
          Reset all
        </button>
      )}
    </div>
  );
}
