import { useCommandPanels } from '../state/command-panels';

/**
 * Gives the focus back to what had it before the dialogs opened, once the last of them is gone. Done
 * here because the list of a lesson is drawn in SVG, which the dialogs' own way leaves out.
 */
export function returnFocus(): void {
  const { panel, opener } = useCommandPanels.getState();
  if (panel === null && opener?.isConnected) opener.focus({ preventScroll: true });
}
