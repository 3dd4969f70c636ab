import { usePanes } from '../state/panes';

/** On to the details of what is selected; they are shown first where they were put away. */
export function openInspector(): void {
  const { inspectorOpen, toggleInspector } = usePanes.getState();
  if (inspectorOpen) focusInspector();
  else {
    toggleInspector();
    requestAnimationFrame(focusInspector);
  }
}

/** To the chosen tab, or the first link where there are no tabs. */
function focusInspector(): void {
  const inspector = document.querySelector('.inspector');
  const target =
    inspector?.querySelector<HTMLElement>('[role="tab"][aria-selected="true"]') ??
    inspector?.querySelector<HTMLElement>('button');
  target?.focus();
}
