import { expect, test } from 'vitest';
import { required } from '../../base/assert';
import { type AlgorithmChoice, algorithmText, choiceOfText, DENDRITE_POINTS } from './algorithm';
import { roomVersionRules } from './versions';

const RULES = required(roomVersionRules('10'), 'version 10');

test.each<AlgorithmChoice>([
  { algorithm: 'v1' },
  { algorithm: 'v2.1' },
  { algorithm: 'dendrite', points: DENDRITE_POINTS },
  { algorithm: 'dendrite', points: ['A', 'E'] },
  { algorithm: 'dendrite', points: [] },
])('a choice that is written is read again: %j', (choice) => {
  expect(choiceOfText(algorithmText(choice, RULES))).toEqual(choice);
});

test('without a choice the algorithm of the version is written', () => {
  expect(choiceOfText(algorithmText(null, RULES))).toEqual({ algorithm: 'v2' });
});

test.each(['', 'v3', 'dendrite A,Q', 'dendrite A B', 'v2 A', 'dendrite A,A'])(
  'nothing is made of %j, which was never written',
  (text) => {
    expect(choiceOfText(text)).toBeNull();
  },
);
