import { useEffect } from 'react';
import type { EventInspection } from '../../core/contract/room-view';
import { useInspectorTab } from '../state/inspector-tab';
import { isSameThing, linkText, parseLink } from '../state/link';
import { isTimeActive, useTime } from '../state/time';
import { useViewState } from '../state/view-state';
import { currentLink } from './current-link';
import { useLinkState } from './link-state';

/** What changes within this is one entry of the back button. */
const REST_MS = 300;

/** Keeps in the address what is on screen: a new entry for another selection, the same one for scrolling. */
export function useLinkHistory(event: EventInspection | null): void {
  const room = useViewState((state) => state.room);
  const selection = useViewState((state) => state.selection);
  const side = useViewState((state) => state.side);
  const visibleRows = useViewState((state) => state.visibleRows);
  const tab = useInspectorTab((state) => state.tab);
  const following = useLinkState((state) => state.following);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the link is made of all of these.
  useEffect(() => {
    if (following || !room) return;
    const timer = setTimeout(() => writeAddress(event), REST_MS);
    return () => clearTimeout(timer);
  }, [event, room, selection, side, tab, visibleRows, following]);
}

function writeAddress(event: EventInspection | null): void {
  const link = currentLink(event);
  if (!link) return;
  const text = `#${linkText(link)}`;
  const { hash } = window.location;
  if (hash === text) return;
  const last = parseLink(hash);
  const isRun = isTimeActive(useTime.getState());
  const isNew = last !== null && !isSameThing(last, link);
  // All steps of playing or scrubbing are one entry.
  if (isNew && !(isRun && isRunEntry())) window.history.pushState({ run: isRun }, '', text);
  else window.history.replaceState({ run: isRun }, '', text);
}

function isRunEntry(): boolean {
  const state: unknown = window.history.state;
  return typeof state === 'object' && state !== null && 'run' in state && state.run === true;
}
