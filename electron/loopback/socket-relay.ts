import type { RawData, WebSocket } from 'ws';
import { decodeFrame, encodeFrame } from '../../core/contract/codec';
import { readFrame } from '../../core/contract/frames';
import type { Frame } from '../../core/contract/transport';
import type { ClosablePipe } from '../engine/pipes';

/** Close code for data that makes no sense (RFC 6455, section 7.4.1). */
const INVALID_DATA = 1007;
const SERVICE_RESTART = 1012;

/** Joins a page's socket and its pipe to the engine; when one ends, so does the other. */
export function relaySocket(socket: WebSocket, pipe: ClosablePipe): void {
  socket.on('message', (data) => {
    const frame = frameOf(data);
    if (frame) pipe.post(frame);
    else socket.close(INVALID_DATA, 'The page sent something that is no message.');
  });
  socket.on('close', () => pipe.close());
  // A reset connection also closes, which is all that matters here.
  socket.on('error', () => socket.terminate());
  pipe.onFrame((frame) => socket.send(encodeFrame(frame)));
  pipe.onClose((reason) => socket.close(SERVICE_RESTART, shortened(reason)));
}

function frameOf(data: RawData): Frame | null {
  const bytes = Array.isArray(data) ? Buffer.concat(data) : new Uint8Array(data);
  try {
    return readFrame(decodeFrame(bytes));
  } catch {
    return null;
  }
}

const MAX_REASON_BYTES = 120;

/** A close reason of over 123 bytes is an error of the protocol. */
function shortened(reason: string): string {
  return Buffer.from(reason)
    .subarray(0, MAX_REASON_BYTES)
    .toString()
    .replace(/\uFFFD$/, '');
}
