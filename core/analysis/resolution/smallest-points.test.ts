import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Work } from '../../base/work';
import {
  DENDRITE_POINTS,
  type DendritePoint,
  withAlgorithm,
} from '../../matrix/room-versions/algorithm';
import { rulesOf } from '../../matrix/testing/usual-room';
import { nodePlatform } from '../../testing/node/node-platform';
import { observedRules } from './observed-rules';
import { smallestPoints } from './smallest-points';

type Points = ReadonlySet<DendritePoint>;

const work = new Work(nodePlatform(), new AbortController().signal, () => undefined);

/** Runs of a computation that asks for points one by one, as a decision tree does. */
function searched(compute: (asks: (point: DendritePoint) => boolean) => string) {
  const tried: string[] = [];
  const outcomeOf = async (points: readonly DendritePoint[]) => {
    tried.push(points.join(''));
    const asked = new Set<DendritePoint>();
    const answer = compute((point) => {
      asked.add(point);
      return points.includes(point);
    });
    return { answer, asked };
  };
  const wanted = compute(() => true);
  return smallestPoints(wanted, outcomeOf, work).then((points) => ({ points, tried }));
}

/** All sets of points, by size, then in alphabetical order. */
function allSets(): readonly (readonly DendritePoint[])[] {
  const sets = Array.from({ length: 1 << DENDRITE_POINTS.length }, (_, set) =>
    DENDRITE_POINTS.filter((_point, at) => (set & (1 << at)) !== 0),
  );
  return sets.sort((a, b) => a.length - b.length || (String(a) < String(b) ? -1 : 1));
}

describe('the smallest set of points', () => {
  test('is the alphabetically first of the smallest', async () => {
    const { points, tried } = await searched((has) => String((has('E') && has('M')) || has('P')));
    expect(points).toEqual(['P']);
    expect(tried[0]).toBe('');
    const tied = await searched((has) => String([has('Z') || has('C'), has('U') || has('A')]));
    expect(tied.points).toEqual(['A', 'C']);
  });

  test('is found without trying points that were never asked for', async () => {
    const { points, tried } = await searched((has) => String(has('A') && has('K')));
    expect(points).toEqual(['A', 'K']);
    expect(tried).toEqual(['', 'A', 'AK']);
  });

  test('is what trying all of them finds', async () => {
    const sets = allSets();
    /** A tree of questions: at each node a point, and where each answer leads. */
    const tree = fc.letrec<{ tree: unknown; leaf: string; node: unknown }>((tie) => ({
      tree: fc.oneof({ depthSize: 'small' }, tie('leaf'), tie('node')),
      leaf: fc.constantFrom('x', 'y', 'z'),
      node: fc.tuple(fc.constantFrom(...DENDRITE_POINTS), tie('tree'), tie('tree')),
    })).tree;
    const run = (node: unknown, has: (point: DendritePoint) => boolean): string => {
      if (!Array.isArray(node)) return String(node);
      const [point, yes, no] = node as [DendritePoint, unknown, unknown];
      return run(has(point) ? yes : no, has);
    };
    await fc.assert(
      fc.asyncProperty(tree, async (root) => {
        const answerOf = (points: Points) => run(root, (point) => points.has(point));
        const wanted = answerOf(new Set(DENDRITE_POINTS));
        const expected = sets.find((set) => answerOf(new Set(set)) === wanted);
        const { points } = await searched((has) => run(root, has));
        expect(points).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });
});

test('rules note which points are asked for, and say the same as they are', () => {
  const rules = withAlgorithm(rulesOf('10'), { algorithm: 'dendrite', points: ['E', 'L'] });
  const asked = new Set<DendritePoint>();
  const observed = observedRules(rules, asked);
  expect(asked).toEqual(new Set());
  expect(observed.stateResolution.departures.emptyAuthDifference).toBe(true);
  expect(observed.auth.departures.joinAfterJoin).toBe(false);
  expect(observed.stateResolution.departures.thirdPartyInvitesAreAuthType).toBe(true);
  expect(asked).toEqual(new Set(['E', 'J']));
  expect(observed.stateResolution.departures).toEqual(rules.stateResolution.departures);
});
