import { useEffect } from 'react';
import { useOpening } from '../../client/app-context';
import { usePanes } from '../../state/panes';

/** Keys that work wherever the focus is. */
export function GlobalKeys() {
  const pick = useOpening((opening) => opening.pick);
  const toggleInspector = usePanes((panes) => panes.toggleInspector);

  useEffect(() => {
    const commands: Readonly<Record<string, () => void>> = { o: pick, i: toggleInspector };
    const onKeyDown = (event: KeyboardEvent) => {
      const withModifier = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
      const command = withModifier ? commands[event.key.toLowerCase()] : undefined;
      if (!command) return;
      event.preventDefault();
      command();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [pick, toggleInspector]);
  return null;
}
