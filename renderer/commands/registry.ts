import { useLayoutEffect } from 'react';
import { create } from 'zustand';
import { useKeyMap } from '../state/key-map';
import { COMMAND_GROUPS, type Command, isEnabled } from './command';
import { isSingleKey, normalKeys, shownKeys } from './keys';

interface Registry {
  /** By group, then as registered. Of two with one ID the one registered last. */
  readonly commands: readonly Command[];
}

export const useRegistry = create<Registry>()(() => ({ commands: [] }));

const registered = new Set<readonly Command[]>();

/** Registers commands while the component is mounted. The array must keep its identity. */
export function useCommands(commands: readonly Command[]): void {
  useLayoutEffect(() => registerCommands(commands), [commands]);
}

/** As `useCommands`, outside of components; gives the way to take them back. */
export function registerCommands(commands: readonly Command[]): () => void {
  registered.add(commands);
  publish();
  return () => {
    registered.delete(commands);
    publish();
  };
}

function publish(): void {
  const byId = new Map<string, Command>();
  for (const commands of registered) for (const command of commands) byId.set(command.id, command);
  const groupOf = ({ group }: Command) => COMMAND_GROUPS.indexOf(group);
  useRegistry.setState({
    commands: [...byId.values()].toSorted((a, b) => groupOf(a) - groupOf(b)),
  });
}

/** False where no such command is there now, or it is not enabled. */
export function runCommand(id: string): boolean {
  const command = useRegistry.getState().commands.find((one) => one.id === id);
  if (!command || !isEnabled(command)) return false;
  command.run();
  return true;
}

/** The keys that run a command now: the user's where they gave it some, less those switched off. */
export function keysOf({ id, keys }: Pick<Command, 'id' | 'keys'>): readonly string[] {
  const { remapped, singleKeys } = useKeyMap.getState();
  const all = (remapped[id] ?? keys).map(normalKeys);
  return singleKeys ? all : all.filter((key) => !isSingleKey(key));
}

/** "Open, Ctrl+O" for the tooltip of a button that runs a command; its label alone where it has no key. */
export function useCommandTip(id: string, label: string): string {
  const command = useRegistry(({ commands }) => commands.find((one) => one.id === id));
  useKeyMap();
  const [key] = command ? keysOf(command) : [];
  return key === undefined ? label : `${label}, ${shownKeys(key)}`;
}
