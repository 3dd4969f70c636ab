import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Heap } from './heap';

it('gives items back in order, also while others are added', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.integer(), fc.constant(null))), (steps) => {
      const heap = new Heap((a, b) => a > b);
      const model: number[] = [];
      for (const step of steps) {
        if (step === null) {
          expect(heap.pop()).toBe(model.shift());
          continue;
        }
        heap.push(step);
        model.push(step);
        model.sort((a, b) => b - a);
      }
    }),
  );
});
