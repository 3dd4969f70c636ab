import { useEffect, useMemo } from 'react';
import { useApp } from '../client/app-context';
import { useEngine } from '../client/engine';
import { useCommands } from '../commands/registry';
import { type Link, parseLink } from '../state/link';
import { useViewState } from '../state/view-state';
import { followLink, isOnScreen } from './follow-link';
import { linkCommands } from './link-commands';
import { LinkNotice } from './link-notice';
import { useLinkState } from './link-state';

/** Goes where the address says: at the start, by the back button, and once a file is open. */
export function LinkFollower() {
  const engine = useEngine();
  const { opening, host, info } = useApp();
  useCommands(useMemo(() => linkCommands(host.kind), [host.kind]));
  const follow = useMemo(
    () => (link: Link) => {
      followLink(link, { engine, opening }).catch((error: unknown) =>
        console.warn('The link could not be followed:', error),
      );
    },
    [engine, opening],
  );
  useStartLink(follow, info.startupSources.length > 0);
  useBackAndForward(follow);
  useWantedRoom(follow);
  useMouseButtons(host.kind === 'electron');
  useBareStart();
  return <LinkNotice />;
}

function useStartLink(follow: (link: Link) => void, isOpeningFiles: boolean): void {
  useEffect(() => {
    const link = parseLink(window.location.hash);
    if (!link || useViewState.getState().room) return;
    if (isOpeningFiles) useLinkState.setState({ wanted: link });
    else follow(link);
  }, [follow, isOpeningFiles]);
}

function useBackAndForward(follow: (link: Link) => void): void {
  useEffect(() => {
    const onPopState = () => {
      const link = parseLink(window.location.hash);
      if (link) follow(link);
    };
    window.addEventListener('popstate', onPopState);
    return () => window.removeEventListener('popstate', onPopState);
  }, [follow]);
}

function useWantedRoom(follow: (link: Link) => void): void {
  const wanted = useLinkState((state) => state.wanted);
  const room = useViewState((state) => state.room);
  useEffect(() => {
    if (wanted && room && isOnScreen(wanted)) follow(wanted);
  }, [wanted, room, follow]);
}

/** Browsers go back and forward by these buttons themselves; the desktop's window does not. */
function useMouseButtons(isOn: boolean): void {
  useEffect(() => {
    if (!isOn) return;
    const onMouseUp = ({ button }: MouseEvent) => {
      if (button === 3) window.history.back();
      if (button === 4) window.history.forward();
    };
    window.addEventListener('mouseup', onMouseUp);
    return () => window.removeEventListener('mouseup', onMouseUp);
  }, [isOn]);
}

/** The start page is no place in a room: the address says so, and Back leads into the room again. */
function useBareStart(): void {
  useEffect(
    () =>
      useViewState.subscribe(({ document }, last) => {
        if (document || !last.document || window.location.hash === '') return;
        window.history.pushState(null, '', window.location.pathname);
      }),
    [],
  );
}
