import type { SourceRef } from './requests';

/** What a host and its page agree on beside frames; each host knows its own half. */

/**
 * Electron: what the preload script shows to the page. The page gets these functions and one port
 * to the engine; it never sees a path or an Electron object.
 */
export interface DesktopBridge {
  /** Asks for a port to the engine, which comes as a window message: `PORT_MESSAGE` and the port. */
  requestPort(): void;
  /** The native open dialog. */
  pickFiles(): Promise<readonly SourceRef[]>;
  /** Takes `File` objects; those that stand for no file on disk are left out. */
  acceptFiles(files: readonly unknown[]): Promise<readonly SourceRef[]>;
  setTheme(theme: string): void;
  /** The commands for the native menu, which runs the one chosen by its ID. */
  setMenu(items: readonly MenuCommand[], run: (id: string) => void): void;
}

/** A command as a native menu shows it. */
export interface MenuCommand {
  readonly id: string;
  readonly label: string;
  readonly group: (typeof MENU_GROUPS)[number];
  /** `Mod+Shift+P`; null: none that a menu can show. */
  readonly keys: string | null;
  readonly enabled: boolean;
}

/** Menus that hold commands, in their order in the menu bar. */
export const MENU_GROUPS = ['File', 'View', 'Go', 'Room', 'Help'] as const;

export const DESKTOP_BRIDGE = 'roomscopeDesktop';
export const PORT_MESSAGE = 'roomscope:port';

/** Comes through the port in the place of a frame when the engine is gone, with the reason. */
export interface PortClosed {
  readonly closed: string;
}

/** Loopback: paths of the server. */
export const LOOPBACK = {
  open: '/open',
  rpc: '/rpc',
  upload: '/upload',
  /** Request headers of an upload. Files of one batch lie side by side. */
  nameHeader: 'x-roomscope-name',
  batchHeader: 'x-roomscope-batch',
} as const;
