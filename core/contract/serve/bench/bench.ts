import type { Work } from '../../../base/work';
import type { BenchResult } from '../../reports';
import type { SourceRef } from '../../requests';
import type { EngineHost } from '../engine-host';

/**
 * One benchmark of the engine. Yardstick and subject take turns within each run, so that a busy
 * machine slows both; files are read and unpacked beforehand, so that no disk is measured.
 */
export interface Bench {
  /** The files it measures; `bench all FILE` hands files only to those that take rooms. */
  readonly takes: 'rooms' | 'conflicts' | 'nothing';
  run(context: BenchContext): Promise<readonly BenchResult[]>;
}

export interface BenchContext {
  /** None: it makes its input itself. */
  readonly files: readonly SourceRef[];
  readonly runs: number;
  readonly host: EngineHost;
  readonly work: Work;
}
