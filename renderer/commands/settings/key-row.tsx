import { type KeyboardEvent, useState } from 'react';
import { useKeyMap } from '../../state/key-map';
import type { Command } from '../command';
import { isSingleKey, keysOfPress, normalKeys, shownKeys } from '../keys';
import { useRegistry } from '../registry';
import { conflictOf } from './conflict';

interface KeyRowProps {
  readonly command: Command;
  readonly isChanging: boolean;
  change(): void;
  done(): void;
}

/** A command with its keys; after “Change” the next keys pressed become its own. */
export function KeyRow({ command, isChanging, change, done }: KeyRowProps) {
  const [problem, setProblem] = useState<string | null>(null);
  const { remapped, reset } = useKeyMap();
  const isRemapped = remapped[command.id] !== undefined;
  const stop = () => {
    setProblem(null);
    done();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!isChanging || event.key === 'Tab') return;
    const keys = keysOfPress(event.nativeEvent);
    event.preventDefault();
    event.stopPropagation();
    if (keys === null) return;
    const outcome = take(command, keys);
    setProblem(outcome);
    if (outcome === null) done();
  };
  return (
    <li className="key-row">
      <span className="key-row-label">{command.label}</span>
      <Keys command={command} />
      {isRemapped && !isChanging ? (
        <button
          type="button"
          className="button quiet"
          aria-label={`Reset the keys of ${command.label}`}
          onClick={() => reset(command.id)}
        >
          Reset
        </button>
      ) : null}
      <button
        type="button"
        className="button key-change"
        aria-label={
          isChanging ? `Press keys for ${command.label}` : `Change keys of ${command.label}`
        }
        aria-pressed={isChanging}
        onClick={isChanging ? stop : change}
        onKeyDown={onKeyDown}
        onBlur={stop}
      >
        {isChanging ? 'Press keys…' : 'Change'}
      </button>
      <p className="key-row-note" role="status">
        {isChanging ? (problem ?? 'Escape leaves them as they are; Backspace removes them.') : null}
      </p>
    </li>
  );
}

/** Gives the command these keys; says why where it cannot have them. */
function take(command: Command, keys: string): string | null {
  const { remap } = useKeyMap.getState();
  if (keys === 'Escape') return null;
  if (keys === 'Backspace') {
    remap(command.id, []);
    return null;
  }
  const conflict = conflictOf(keys, command, useRegistry.getState().commands);
  if (conflict === null) remap(command.id, [keys]);
  return conflict;
}

/** Single keys stay listed while they are switched off, but struck through. */
function Keys({ command }: { readonly command: Command }) {
  const { remapped, singleKeys } = useKeyMap();
  const keys = (remapped[command.id] ?? command.keys).map(normalKeys);
  if (keys.length === 0) return <span className="quiet-text">No keys</span>;
  return (
    <span className="key-row-keys">
      {keys.map((key) => {
        const isOff = !singleKeys && isSingleKey(key);
        return (
          <kbd key={key} className={isOff ? 'key off' : 'key'}>
            {shownKeys(key)}
            {isOff ? <span className="visually-hidden">, switched off</span> : null}
          </kbd>
        );
      })}
    </span>
  );
}
