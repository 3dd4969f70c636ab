import { expect, test } from 'vitest';
import type { OpenRoom } from './open-room';
import { algorithmOfRoom } from './room-rules';

/** A room in whose database this is recorded. */
function room(recorded: string | undefined): OpenRoom {
  return { storage: { side: { property: () => recorded } } } as unknown as OpenRoom;
}

test('the algorithm is the one recorded; where none is, the version decides', () => {
  expect(algorithmOfRoom(room('dendrite A'))).toEqual({ algorithm: 'dendrite', points: ['A'] });
  expect(algorithmOfRoom(room(undefined))).toBeNull();
});

test('an algorithm that is not known is named, not taken for another', () => {
  expect(() => algorithmOfRoom(room('dendrite A,Q'))).toThrow(
    'The states of this database were computed by the algorithm "dendrite A,Q", which is not known here. Open it with the version of Roomscope that wrote it.',
  );
});
