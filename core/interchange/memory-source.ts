import type { ByteSource } from '../base/platform-port';

/** Bytes in memory as a file: samples, and what a benchmark has read beforehand. */
export function memorySource(name: string, bytes: Uint8Array): ByteSource {
  return {
    name,
    size: bytes.length,
    siblings: [],
    async *stream() {
      yield bytes;
    },
  };
}
