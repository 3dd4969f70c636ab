import { useEffect } from 'react';
import { useApp } from '../client/app-context';
import type { HostPlatform } from '../platform';
import { useCommandPanels } from '../state/command-panels';
import { useKeyMap } from '../state/key-map';
import { useViewState } from '../state/view-state';
import { isEnabled } from './command';
import { keysOf, runCommand, useRegistry } from './registry';

const SETTLED_MS = 100;

/** Tells the host which commands there are, for its own menu; again whenever that changes. */
export function NativeMenu() {
  const { host } = useApp();
  useEffect(() => keepMenu(host), [host]);
  return null;
}

/** What can be run may change with any selection; the host is told only what differs. */
function keepMenu(host: HostPlatform): () => void {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let told = '';
  const tell = () => {
    timer = null;
    const items = menuItems();
    const text = JSON.stringify(items);
    if (text === told) return;
    told = text;
    host.setMenu(items, run);
  };
  const later = () => {
    timer ??= setTimeout(tell, SETTLED_MS);
  };
  later();
  const stops = [useRegistry, useKeyMap, useViewState].map((store) => store.subscribe(later));
  return () => {
    for (const stop of stops) stop();
    if (timer !== null) clearTimeout(timer);
  };
}

/** Below a dialog the rest of the screen waits, for the menu as for the keys. */
function run(id: string): void {
  if (useCommandPanels.getState().panel !== null || document.querySelector('.backdrop')) return;
  runCommand(id);
}

function menuItems() {
  return useRegistry.getState().commands.map((command) => ({
    id: command.id,
    label: command.label,
    group: command.group,
    // The menu shows what its system can show; keys of one character would be typed past it.
    keys: keysOf(command).find((key) => key.startsWith('Mod+')) ?? null,
    enabled: isEnabled(command),
  }));
}
