import { create } from 'zustand';

/** What the user changed about keys. */
interface KeyMap {
  /** By command; absent: the command's own keys. */
  readonly remapped: Readonly<Record<string, readonly string[]>>;
  /** Whether keys of one character run commands (WCAG 2.1.4). */
  readonly singleKeys: boolean;
  remap(commandId: string, keys: readonly string[]): void;
  reset(commandId: string): void;
  resetAll(): void;
  setSingleKeys(on: boolean): void;
}

const STORAGE_KEY = 'roomscope.keys';
type Kept = Pick<KeyMap, 'remapped' | 'singleKeys'>;
const DEFAULTS: Kept = { remapped: {}, singleKeys: true };

export const useKeyMap = create<KeyMap>()((set, get) => {
  const keep = (change: Partial<Kept>) => {
    set(change);
    const { remapped, singleKeys } = get();
    attempt(() =>
      window.localStorage.setItem(STORAGE_KEY, JSON.stringify({ remapped, singleKeys })),
    );
  };
  return {
    ...kept(),
    remap: (commandId, keys) => keep({ remapped: { ...get().remapped, [commandId]: keys } }),
    reset: (commandId) => {
      const { [commandId]: _, ...remapped } = get().remapped;
      keep({ remapped });
    },
    resetAll: () => keep({ remapped: {} }),
    setSingleKeys: (singleKeys) => keep({ singleKeys }),
  };
});

/** What was kept by this version or another; what cannot be read counts as not changed. */
function kept(): Kept {
  const text = attempt(() => window.localStorage.getItem(STORAGE_KEY));
  const value: unknown = text === null ? null : attempt(() => JSON.parse(text) as unknown);
  if (typeof value !== 'object' || value === null) return DEFAULTS;
  const { remapped, singleKeys } = value as Partial<Record<keyof Kept, unknown>>;
  return { remapped: keysByCommand(remapped), singleKeys: singleKeys !== false };
}

function keysByCommand(value: unknown): Kept['remapped'] {
  if (typeof value !== 'object' || value === null) return {};
  const isKeys = (keys: unknown): keys is readonly string[] =>
    Array.isArray(keys) && keys.every((key) => typeof key === 'string');
  return Object.fromEntries(
    Object.entries(value).flatMap(([id, keys]) => (isKeys(keys) ? [[id, keys] as const] : [])),
  );
}

/** Storage may be switched off in a browser; the keys then last as long as the window. */
function attempt<T>(access: () => T): T | null {
  try {
    return access();
  } catch (error) {
    console.warn('The choice of keys is not kept:', error);
    return null;
  }
}
