import type { MenuCommand } from '../core/contract/hosts';
import type { SourceRef } from '../core/contract/requests';
import type { Pipe } from '../core/contract/transport';

export type ThemeChoice = 'system' | 'light' | 'dark';

/** All that the screen asks of the host it runs in; the engine is reached through the pipe. */
export interface HostPlatform {
  readonly kind: 'electron' | 'browser';
  /** Connects to the engine. Rejects with one sentence where that is not possible. */
  connect(): Promise<Pipe>;
  /** Lets the user choose files; empty where they chose none. */
  pickFiles(): Promise<readonly SourceRef[]>;
  /** Handles for files that were dropped on the window. */
  acceptFiles(files: FileList | readonly File[]): Promise<readonly SourceRef[]>;
  /** Tells the host which theme its own parts (title bar, dialogs) should follow. */
  setTheme(theme: ThemeChoice): void;
  /** The commands for the host's own menu, where it has one; it runs the one chosen by its ID. */
  setMenu(items: readonly MenuCommand[], run: (id: string) => void): void;
}
