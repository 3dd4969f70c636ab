import { expect, test } from 'vitest';
import { match } from './match';

const found = (query: string, label: string): readonly string[] | null =>
  match(query, label)?.ranges.map(([from, to]) => label.slice(from, to)) ?? null;

test.each([
  ['res', 'Resolve the selected events', ['Res']],
  ['res', 'Next step of the resolution', ['res']],
  ['sel ev', 'Resolve the selected events', ['sel', 'ev']],
  ['EVENTS resolve', 'Resolve the selected events', ['Resolve', 'events']],
  ['gte', 'Go to event', ['G', 't', 'e']],
  ['goev', 'Go to event', ['Go', 'ev']],
  ['vent', 'Go to event', ['vent']],
  ['', 'Go to event', []],
  ['xyz', 'Go to event', null],
  ['go xyz', 'Go to event', null],
])('%j in %j is %j', (query, label, ranges) => {
  expect(found(query, label)).toEqual(ranges);
});

test('the start of the label is better than of a word, than within one, than letters', () => {
  const scores = ['Open', 'Reopen files', 'Do open', 'On point, even nice'].map(
    (label) => match('open', label)?.score,
  );
  expect(scores[0]).toBeLessThan(scores[2] ?? 0);
  expect(scores[2]).toBeLessThan(scores[1] ?? 0);
  expect(scores[1]).toBeLessThan(scores[3] ?? 0);
});
