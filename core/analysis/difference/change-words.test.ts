import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../matrix/event/json';
import { namesByLocalpart } from '../text/names';
import { changeWords, type EntryContent } from './change-words';

const NAMES = namesByLocalpart(['a.example']);

function words(
  type: string,
  before: JsonObject | null,
  after: JsonObject | null,
  stateKey = '',
): readonly string[] {
  const entry = (content: JsonObject | null): EntryContent | null =>
    content && { content, redacted: false };
  return changeWords({ type, stateKey }, entry(before), entry(after), NAMES);
}

describe('power levels', () => {
  const type = 'm.room.power_levels';

  test('are told for each user and each field that differs', () => {
    const before = { users: { '@bob:a.example': 50, '@eve:a.example': 10 }, ban: 50 };
    const after = { users: { '@bob:a.example': 0, '@eve:a.example': 10 }, ban: 100, kick: 50 };
    expect(words(type, before, after)).toEqual([
      'bob’s power level 50 → 0',
      'Level to ban 50 → 100',
    ]);
  });

  test('of a user who is no longer listed fall to the default, and the other way round', () => {
    const before = { users: { '@bob:a.example': 50 } };
    const after = { users: { '@eve:a.example': 5 }, users_default: 10 };
    expect(words(type, before, after)).toEqual([
      'eve’s power level 0 (default) → 5',
      'bob’s power level 50 → 10 (default)',
      'Level of users not listed 0 → 10',
    ]);
  });

  test('that are set anew without a difference are not passed over', () => {
    expect(words(type, { ban: 50 }, {})).toEqual(['The same levels, set by another event']);
  });

  test('stop at a number of lines that can be read, and say how many are left out', () => {
    const users = Object.fromEntries(
      Array.from({ length: 60 }, (_, at) => [`@u${at}:a.example`, 1] as const),
    );
    const lines = words(type, {}, { users });
    expect(lines).toHaveLength(51);
    expect(lines.at(-1)).toBe('and 10 more');
  });

  test('named like what every object has are levels like others', () => {
    const users: JsonObject = JSON.parse('{"__proto__": 7}');
    expect(words(type, {}, { users })).toEqual(['__proto__’s power level 0 (default) → 7']);
  });
});

test('a membership is told by name, a topic with both texts, a missing entry as absent', () => {
  const bob = '@bob:a.example';
  expect(words('m.room.member', { membership: 'join' }, { membership: 'ban' }, bob)).toEqual([
    'bob: joined → banned',
  ]);
  expect(words('m.room.topic', { topic: 'one' }, { topic: 'two' })).toEqual([
    'The topic: “one” → “two”',
  ]);
  expect(words('m.room.join_rules', null, { join_rule: 'public' })).toEqual([
    'The join rule: absent → public',
  ]);
  expect(words('m.room.history_visibility', { history_visibility: 'shared' }, null)).toEqual([
    'Who sees the history: shared → absent',
  ]);
});

test('where the value in brief is the same the fields that differ are told, or that none does', () => {
  const bob = '@bob:a.example';
  const joined = { membership: 'join', displayname: 'Bob' };
  expect(words('m.room.member', joined, { membership: 'join', displayname: 'B.' }, bob)).toEqual([
    'bob: displayname “Bob” → “B.”',
  ]);
  expect(words('m.room.member', joined, { ...joined }, bob)).toEqual([
    'bob: joined, the same, by another event',
  ]);
});
