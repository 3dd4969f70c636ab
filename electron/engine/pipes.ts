import type { MessagePort, Transferable } from 'node:worker_threads';
import type { Frame, Pipe } from '../../core/contract/transport';

export interface ClosablePipe extends Pipe {
  /** Tells the other end, but not the listeners here; frames posted afterwards go nowhere. */
  close(): void;
}

/** A pipe over a port between threads. Typed arrays that own their buffer move, others are copied. */
export function portPipe(port: MessagePort, closeReason: string): ClosablePipe {
  let closed = false;
  const closeListeners: ((reason: string) => void)[] = [];
  port.once('close', () => {
    if (closed) return;
    closed = true;
    for (const listener of closeListeners) listener(closeReason);
  });
  return {
    post(frame) {
      if (!closed) port.postMessage(frame, ownedBuffers(frame));
    },
    onFrame(listener) {
      port.on('message', (frame: Frame) => listener(frame));
    },
    onClose(listener) {
      closeListeners.push(listener);
    },
    close() {
      closed = true;
      port.close();
    },
  };
}

/** Only results carry bulk data, so other frames need no search. */
export function ownedBuffers(frame: Frame): Transferable[] {
  if (frame.kind !== 'result') return [];
  const buffers = new Set<ArrayBuffer>();
  const open: unknown[] = [frame.result];
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value !== 'object' || value === null) continue;
    if (!ArrayBuffer.isView(value)) {
      for (const inner of Object.values(value)) if (typeof inner === 'object') open.push(inner);
    } else if (value.buffer instanceof ArrayBuffer && ownsBuffer(value)) buffers.add(value.buffer);
  }
  return [...buffers];
}

/** A view of a part must not take the whole with it. */
function ownsBuffer(view: ArrayBufferView): boolean {
  if (view.buffer.byteLength === 0) assertNotMoved(view.buffer);
  return view.byteLength === view.buffer.byteLength;
}

/** Memory that was moved before would arrive as an empty array: a wrong picture, and no error. */
function assertNotMoved(buffer: ArrayBufferLike): void {
  // Throws on memory that is gone; `ArrayBuffer.detached` is not in Node 20.
  new Uint8Array(buffer);
}
