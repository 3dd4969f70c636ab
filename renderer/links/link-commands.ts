import type { Command } from '../commands/command';
import { usesCommandKey } from '../commands/keys';
import { LINK_SCHEME, parseLink } from '../state/link';
import { useViewState } from '../state/view-state';
import { useLinkState } from './link-state';

/** Going back and forward, and telling others where one is. */
export function linkCommands(host: 'electron' | 'browser'): readonly Command[] {
  const isApple = usesCommandKey();
  return [
    {
      id: 'go.back',
      label: 'Go back',
      group: 'Go',
      scope: 'anywhere',
      keys: [isApple ? 'Mod+[' : 'Alt+ArrowLeft'],
      run: () => window.history.back(),
    },
    {
      id: 'go.forward',
      label: 'Go forward',
      group: 'Go',
      scope: 'anywhere',
      keys: [isApple ? 'Mod+]' : 'Alt+ArrowRight'],
      run: () => window.history.forward(),
    },
    {
      id: 'go.copy-link',
      label: 'Copy a link to this view',
      group: 'Go',
      scope: 'anywhere',
      keys: [],
      isEnabled: () => useViewState.getState().room !== null,
      disabledReason: 'No room is open',
      run: () => void copyLink(host),
    },
  ];
}

/** An address of the browser's own, or in the desktop's window, which has none, a text. */
async function copyLink(host: 'electron' | 'browser'): Promise<void> {
  const { hash, href } = window.location;
  if (!parseLink(hash)) return;
  const text = host === 'browser' ? href : LINK_SCHEME + hash.slice(1);
  try {
    await navigator.clipboard.writeText(text);
    useLinkState.setState({ note: { kind: 'copied' } });
  } catch (error) {
    console.warn('The link could not be copied:', error);
  }
}
