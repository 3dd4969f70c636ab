import { MessageChannel } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import type { Frame } from '../../core/contract/transport';
import { portPipe } from './pipes';

function connected() {
  const { port1, port2 } = new MessageChannel();
  return [
    portPipe(port1, 'the other end closed'),
    portPipe(port2, 'the other end closed'),
  ] as const;
}

function nextFrame(pipe: { onFrame(listener: (frame: Frame) => void): void }): Promise<Frame> {
  return new Promise((resolve) => pipe.onFrame(resolve));
}

describe('a pipe between threads', () => {
  it('moves arrays that own their memory, and copies parts of larger ones', async () => {
    const [sender, receiver] = connected();
    const whole = Float64Array.of(1, 2, 3);
    const cache = Int32Array.of(0, 10, 20, 30);
    const received = nextFrame(receiver);
    sender.post({ kind: 'result', id: 1, result: { a: [whole], b: cache.subarray(1, 3) } });
    expect(await received).toEqual({
      kind: 'result',
      id: 1,
      result: { a: [Float64Array.of(1, 2, 3)], b: Int32Array.of(10, 20) },
    });
    expect(whole.length).toBe(0);
    expect([...cache]).toEqual([0, 10, 20, 30]);
    sender.close();
  });

  it('moves memory that two arrays of a result share', async () => {
    const [sender, receiver] = connected();
    const floats = Float64Array.of(1, 2);
    const received = nextFrame(receiver);
    const result = { floats, bytes: new Uint8Array(floats.buffer) };
    sender.post({ kind: 'result', id: 1, result });
    expect(await received).toMatchObject({ result: { floats: Float64Array.of(1, 2) } });
    sender.close();
  });

  it('refuses to send the same memory twice, instead of sending nothing', () => {
    const [sender] = connected();
    const result = { list: Int32Array.of(1) };
    sender.post({ kind: 'result', id: 1, result });
    expect(() => sender.post({ kind: 'result', id: 2, result })).toThrow();
    sender.close();
  });

  it('tells the end that did not close, once, and carries nothing more', async () => {
    const [one, two] = connected();
    const told: string[] = [];
    one.onClose((reason) => told.push(`one: ${reason}`));
    const closed = new Promise<void>((resolve) =>
      two.onClose((reason) => {
        told.push(`two: ${reason}`);
        resolve();
      }),
    );
    one.close();
    await closed;
    one.post({ kind: 'cancel', id: 1 });
    two.post({ kind: 'cancel', id: 1 });
    expect(told).toEqual(['two: the other end closed']);
  });
});
