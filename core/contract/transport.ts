import type { ErrorReport } from '../base/errors';
import type { Progress } from '../base/work';

/**
 * One frame protocol for every host. Values are JSON plus typed arrays (`Uint8Array`, `Int32Array`,
 * `Float64Array`, ...) and nothing else: no undefined in arrays, Date, Map, bigint or class.
 */
export type Frame =
  | {
      readonly kind: 'request';
      readonly id: number;
      readonly name: string;
      readonly params: unknown;
    }
  | { readonly kind: 'cancel'; readonly id: number }
  | { readonly kind: 'result'; readonly id: number; readonly result: unknown }
  | { readonly kind: 'error'; readonly id: number; readonly error: ErrorReport }
  | { readonly kind: 'progress'; readonly id: number; readonly progress: Progress }
  | { readonly kind: 'notification'; readonly name: string; readonly params: unknown };

/** All that a host supplies. Frames arrive in order; after `onClose` none is sent or received. */
export interface Pipe {
  post(frame: Frame): void;
  onFrame(listener: (frame: Frame) => void): void;
  onClose(listener: (reason: string) => void): void;
}
