import { create } from 'zustand';
import type { ThemeChoice } from '../platform';

export type Theme = 'light' | 'dark';

interface ThemeState {
  readonly choice: ThemeChoice;
  /** What `choice` means now; follows the system where that was chosen. */
  readonly theme: Theme;
  choose(choice: ThemeChoice): void;
}

const STORAGE_KEY = 'roomscope.theme';
const CHOICES: readonly ThemeChoice[] = ['system', 'light', 'dark'];

export const useTheme = create<ThemeState>()((set) => ({
  choice: 'system',
  theme: 'light',
  choose(choice) {
    remember(choice);
    apply(choice, set);
  },
}));

/** Applies the remembered choice and follows the system from now on. Call once, before drawing. */
export function startTheme(): void {
  const { setState, getState } = useTheme;
  apply(remembered(), setState);
  systemIsDark().addEventListener('change', () => apply(getState().choice, setState));
}

export function nextChoice(choice: ThemeChoice): ThemeChoice {
  return CHOICES[(CHOICES.indexOf(choice) + 1) % CHOICES.length] ?? 'system';
}

function apply(choice: ThemeChoice, set: (state: Partial<ThemeState>) => void): void {
  const system: Theme = systemIsDark().matches ? 'dark' : 'light';
  const theme = choice === 'system' ? system : choice;
  document.documentElement.dataset.theme = theme;
  set({ choice, theme });
}

function systemIsDark(): MediaQueryList {
  return window.matchMedia('(prefers-color-scheme: dark)');
}

/** Storage may be switched off in a browser; the theme then lasts as long as the window. */
function remembered(): ThemeChoice {
  const stored = attempt(() => window.localStorage.getItem(STORAGE_KEY));
  return CHOICES.find((choice) => choice === stored) ?? 'system';
}

function remember(choice: ThemeChoice): void {
  attempt(() => window.localStorage.setItem(STORAGE_KEY, choice));
}

function attempt<T>(access: () => T): T | null {
  try {
    return access();
  } catch (error) {
    console.warn('The theme choice is not kept:', error);
    return null;
  }
}

/** A token of theme/tokens.css as the canvas needs it. Read again when the theme changes. */
export function readToken(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}
