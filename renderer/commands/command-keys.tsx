import { useLayoutEffect } from 'react';
import { type Command, isEnabled, KEY_SCOPE_ATTRIBUTE } from './command';
import { keysOfPress } from './keys';
import { keysOf, useRegistry } from './registry';

/** The keys of every registered command, for the whole window: there as soon as what one sees is. */
export function CommandKeys() {
  useLayoutEffect(() => {
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
  return null;
}

/** Bubbled up: a part that used the key for itself has prevented the default. */
function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return;
  const keys = keysOfPress(event);
  if (keys === null || isTaken(event, keys)) return;
  const command = commandOf(keys, scopeOf(event.target));
  if (!command) return;
  event.preventDefault();
  command.run();
}

/** In the scope of the list its own commands come before those of the whole window. */
function commandOf(keys: string, scope: string | null): Command | undefined {
  const found = useRegistry
    .getState()
    .commands.filter(
      (command) =>
        (command.scope === 'anywhere' || command.scope === scope) &&
        keysOf(command).includes(keys) &&
        isEnabled(command),
    );
  return found.find((command) => command.scope !== 'anywhere') ?? found[0];
}

function scopeOf(target: EventTarget | null): string | null {
  const element = target instanceof Element ? target.closest(`[${KEY_SCOPE_ATTRIBUTE}]`) : null;
  return element?.getAttribute(KEY_SCOPE_ATTRIBUTE) ?? null;
}

/** Whether what has the focus needs the key itself, or a dialog or menu lies over the rest. */
function isTaken({ target }: KeyboardEvent, keys: string): boolean {
  if (document.querySelector('.backdrop:not([data-closed])')) return true;
  if (!(target instanceof Element)) return false;
  if (target.closest(OVERLAYS)) return true;
  if (target.closest('textarea, select, input, [contenteditable="true"]')) {
    return !keys.startsWith('Mod+') || EDITING.has(keys);
  }
  // Space and Enter press a button that has the focus.
  return PRESSING.has(keys) && target.closest('button, a, summary, [role="tab"]') !== null;
}

/** One that is closing holds the focus until it is gone. */
const OVERLAYS = ':is([role="menu"], [role="dialog"], [role="alertdialog"]):not([data-closed])';
const EDITING = new Set(['Mod+A', 'Mod+C', 'Mod+V', 'Mod+X', 'Mod+Y', 'Mod+Z', 'Mod+Shift+Z']);
const PRESSING = new Set(['Space', 'Enter']);
