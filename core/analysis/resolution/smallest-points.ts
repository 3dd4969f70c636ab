import type { Work } from '../../base/work';
import { DENDRITE_POINTS, type DendritePoint } from '../../matrix/room-versions/algorithm';

/** What one set of points led to. */
export interface Outcome {
  /** Equal where the resolved states are equal. */
  readonly answer: string;
  /** The points that were asked for on the way. */
  readonly asked: ReadonlySet<DendritePoint>;
}

interface Tried {
  readonly set: number;
  readonly asked: number;
}

/**
 * The smallest set of points that leads to the wanted answer; of several the first in alphabetical
 * order. `outcomeOf` must lead there with all points. Tries sets by size, and skips those that agree
 * with a tried one on every point that this asked for: they lead where it led.
 */
export async function smallestPoints(
  wanted: string,
  outcomeOf: (points: readonly DendritePoint[]) => Promise<Outcome>,
  work: Work,
): Promise<readonly DendritePoint[]> {
  const failed: Tried[] = [];
  let done = 0;
  for (let size = 0; size <= DENDRITE_POINTS.length; size++) {
    for (const set of setsOfSize(size)) {
      await work.breathe({
        phase: 'Trying points',
        done: done++,
        total: 1 << DENDRITE_POINTS.length,
      });
      if (failed.some((tried) => (tried.set & tried.asked) === (set & tried.asked))) continue;
      const points = pointsIn(set);
      const { answer, asked } = await outcomeOf(points);
      if (answer === wanted) return points;
      failed.push({ set, asked: maskOf(asked) });
    }
  }
  return DENDRITE_POINTS;
}

/** Bit i stands for the i-th point. Sets in alphabetical order of their points. */
function* setsOfSize(size: number): Generator<number> {
  const chosen = Array.from({ length: size }, (_, index) => index);
  const last = DENDRITE_POINTS.length - 1;
  for (;;) {
    yield chosen.reduce((set, index) => set | (1 << index), 0);
    // The last place that can still move on; those after it follow it directly.
    let place = size - 1;
    while (place >= 0 && chosen[place] === last - (size - 1 - place)) place--;
    if (place < 0) return;
    const next = (chosen[place] ?? 0) + 1;
    for (let at = place; at < size; at++) chosen[at] = next + (at - place);
  }
}

function pointsIn(set: number): readonly DendritePoint[] {
  return DENDRITE_POINTS.filter((_, index) => (set & (1 << index)) !== 0);
}

function maskOf(points: ReadonlySet<DendritePoint>): number {
  return DENDRITE_POINTS.reduce((mask, point, at) => mask | (points.has(point) ? 1 << at : 0), 0);
}
