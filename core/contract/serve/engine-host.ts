import type { ByteSource, Platform } from '../../base/platform-port';
import type { HashPool } from '../../matrix/event/check-batch';
import type { AppInfo, SourceRef } from '../requests';

/** What the engine's handlers ask of the host that runs them. */
export interface EngineHost {
  readonly platform: Platform;
  readonly version: string;
  readonly host: AppInfo['host'];
  readonly startupSources: readonly SourceRef[];
  /** The file behind a handle that the host granted. */
  resolve(handle: string): ByteSource | undefined;
  /** Replaces `path` atomically. */
  writeFile(path: string, bytes: Uint8Array): Promise<void>;
  /** For `bench`: that many threads beside the engine's own. */
  hashPool(workers: number): HashPool;
  /** For `bench`: a clock that is never set back, with fractions; resident memory; the machine in words. */
  monotonicMs(): number;
  rssMb(): number;
  readonly cpuModel: string;
  readonly nodeVersion: string;
}
