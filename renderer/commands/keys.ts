/** How keys are written, told from key presses, and shown. */

export type Press = Pick<
  KeyboardEvent,
  'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'
> & { getModifierState?(key: string): boolean };

/** Apple keyboards say ⌘ where others say Ctrl. */
export function usesCommandKey(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.userAgent);
}

const MODIFIER_KEYS = new Set(['Control', 'Meta', 'Alt', 'Shift', 'AltGraph', 'CapsLock', 'Dead']);

/**
 * The press as commands write it ("Mod+Shift+P", "?", "Shift+D", "Space"); null for a modifier alone
 * and for the platform's other command key (Ctrl on a Mac, the Windows key elsewhere).
 */
export function keysOfPress(press: Press, isApple: boolean = usesCommandKey()): string | null {
  if (MODIFIER_KEYS.has(press.key)) return null;
  // AltGr is how many keyboards write [ ] and the like; Windows reports it as Ctrl and Alt.
  const writes = press.getModifierState?.('AltGraph') === true;
  const mod = !writes && (isApple ? press.metaKey : press.ctrlKey);
  const foreign = isApple ? press.ctrlKey : press.metaKey;
  if (!writes && foreign) return null;
  const alt = !writes && press.altKey;
  const key = nameOfKey(press, mod || alt);
  // A character that is no letter already says whether Shift was held.
  const shift = press.shiftKey && (key.length > 1 || /^[A-Z]$/.test(key) || mod || alt);
  const parts = [mod ? 'Mod' : '', alt ? 'Alt' : '', shift ? 'Shift' : '', key];
  return parts.filter((part) => part !== '').join('+');
}

/** With a modifier the key of that place counts where the layout writes no Latin letter there. */
function nameOfKey({ key, code }: Press, modified: boolean): string {
  if (key === ' ') return 'Space';
  if (modified && (key.length !== 1 || key > '~')) {
    const place = /^(?:Key|Digit)(.)$/.exec(code)?.[1];
    if (place !== undefined) return place;
  }
  return key.length === 1 ? key.toUpperCase() : key;
}

/** Commands may write letters small; `+` alone is the key plus. */
export function normalKeys(keys: string): string {
  const parts = keys === '+' ? ['+'] : keys.replace(/\+\+$/, '+Plus').split('+');
  const key = parts.at(-1) ?? '';
  const name = key === 'Plus' ? '+' : key.length === 1 ? key.toUpperCase() : key;
  const order = ['Mod', 'Alt', 'Shift'].filter((modifier) => parts.slice(0, -1).includes(modifier));
  return [...order, name].join('+');
}

/** One character without a command key: can be typed by chance (WCAG 2.1.4). */
export function isSingleKey(keys: string): boolean {
  const rest = keys.replace(/^Shift\+/, '');
  return rest.length === 1 || rest === 'Space';
}

const APPLE: Readonly<Record<string, string>> = { Mod: '⌘', Alt: '⌥', Shift: '⇧' };
const OTHERS: Readonly<Record<string, string>> = { Mod: 'Ctrl', Alt: 'Alt', Shift: 'Shift' };
const NAMES: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
  PageUp: 'Page Up',
  PageDown: 'Page Down',
};

/** "Ctrl+Shift+P", on Apple's keyboards "⇧⌘P". */
export function shownKeys(keys: string, isApple: boolean = usesCommandKey()): string {
  const modifiers = keys.match(/(?:Mod|Alt|Shift)(?=\+)/g) ?? [];
  const key = keys.replace(/^(?:(?:Mod|Alt|Shift)\+)+/, '');
  const name = NAMES[key] ?? key;
  // Apple writes ⌘ last.
  if (isApple) return [...modifiers.map((one) => APPLE[one] ?? one).toReversed(), name].join('');
  return [...modifiers.map((one) => OTHERS[one] ?? one), name].join('+');
}
