import type { CheckedBatch, EventBatch } from '../../core/matrix/event/check-batch';

/** From the engine's thread to a thread that checks hashes. */
export interface HashRequest {
  readonly id: number;
  readonly batch: EventBatch;
}

/** Back again. */
export interface HashAnswer {
  readonly id: number;
  readonly checked: CheckedBatch;
}
