import { parentPort } from 'node:worker_threads';
import { required } from '../../core/base/assert';
import { checkBatch } from '../../core/matrix/event/check-batch';
import type { HashAnswer, HashRequest } from './hash-messages';
import { nodeHashing } from './node-hashing';

/** A thread beside the engine's that parses events and checks their hashes, batch by batch. */
const engine = required(parentPort, 'hashes are checked on a worker thread');

engine.on('message', ({ id, batch }: HashRequest) => {
  const checked = checkBatch(batch, nodeHashing);
  engine.postMessage({ id, checked } satisfies HashAnswer);
});
