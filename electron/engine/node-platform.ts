import { setImmediate } from 'node:timers/promises';
import type { Platform } from '../../core/base/platform-port';
import { gunzip } from './gunzip';
import { nodeHashing } from './node-hashing';
import { nodeSigning } from './node-signing';

export function nodeEnginePlatform(sqlWasm: Uint8Array): Platform {
  return {
    now: () => Date.now(),
    // A timer of 0 waits at least a millisecond; this one only lets waiting messages through.
    yieldNow: () => setImmediate(),
    hashing: nodeHashing,
    signing: nodeSigning,
    gunzip,
    sqlWasm,
  };
}
