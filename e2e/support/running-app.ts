import type { ElectronApplication, Page } from '@playwright/test';
import type { LoopbackProcess } from './loopback';

/** The running app with what is particular to its host. */
export interface RunningApp {
  readonly page: Page;
  readonly loopback: LoopbackProcess | null;
  readonly desktop: ElectronApplication | null;
  close(): Promise<void>;
}
