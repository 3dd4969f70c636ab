import type { Command } from '../command';
import { shownKeys } from '../keys';
import { keysOf } from '../registry';

/** Keys that walk, type or leave everywhere, and so can run nothing. */
const RESERVED =
  /^(?:Shift\+)?(?:Tab|Escape|Arrow.*|Home|End|Page.*|Backspace|Delete)$|^Mod\+(?:[ACVXYZ]|Shift\+Z)$/;

/** Why a command cannot have these keys, in one sentence; null where it can. */
export function conflictOf(
  keys: string,
  command: Command,
  commands: readonly Command[],
): string | null {
  const shown = shownKeys(keys);
  if (RESERVED.test(keys)) return `${shown} has its own meaning everywhere. Choose other keys.`;
  const pressesButtons = keys === 'Enter' || keys === 'Space';
  if (pressesButtons && command.scope === 'anywhere')
    return `${shown} presses the button that has the focus. Choose other keys.`;
  const other = commands.find((one) => one.id !== command.id && keysOf(one).includes(keys));
  return other === undefined
    ? null
    : `${shown} already runs “${other.label}”. Choose other keys, or change that command first.`;
}
