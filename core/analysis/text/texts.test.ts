import { describe, expect, it } from 'vitest';
import { namesByDisplayName, namesByLocalpart } from './names';
import { oneLine } from './safe-text';
import { serverLabels } from './server-labels';
import { KeyLabels, keyInSentence, shortType } from './type-labels';
import { valueText } from './value-text';
import { counted, countedInWords, grouped, listed, ordinal } from './words';

describe('server labels', () => {
  it('are the first DNS label, longer where that is shared', () => {
    const labels = serverLabels([
      'a.lab.test:1',
      'b.lab.test',
      'matrix.one.org',
      'matrix.two.org',
      '10.0.0.1:8448',
      'c.x:1',
      'c.x:2',
      'matrix',
    ]);
    expect(Object.fromEntries(labels)).toEqual({
      'a.lab.test:1': 'a',
      'b.lab.test': 'b',
      'matrix.one.org': 'matrix.one',
      'matrix.two.org': 'matrix.two',
      '10.0.0.1:8448': '10.0.0.1:8448',
      'c.x:1': 'c.x:1',
      'c.x:2': 'c.x:2',
      matrix: 'matrix',
    });
  });

  it('stay apart where names differ only in what cannot be seen', () => {
    const labels = [...serverLabels(['x.y', 'x.y\u200B']).values()];
    expect(new Set(labels).size).toBe(2);
  });
});

describe('names', () => {
  it('carry a server label only where there are several servers', () => {
    expect(namesByLocalpart(['a.test']).of('@u2:a.test')).toBe('u2');
    expect(namesByLocalpart(['a.test', 'b.test']).of('@u2:a.test')).toBe('u2 (a)');
    expect(namesByLocalpart(['a.test', 'b.test']).of('@u2:other.test')).toBe('u2 (other.test)');
  });

  it('survive text that is no user ID', () => {
    const names = namesByLocalpart(['a.test']);
    expect(names.of('')).toBe('(no sender)');
    expect(names.of('@:a.test')).toBe('(no name)');
    expect(names.of('kQbNxnvc0HDnmKmAbCdEf')).toBe('kQbNxnvc0HD…');
  });

  it('are display names in samples', () => {
    const names = namesByDisplayName(new Map([['@alice:a.test', 'Alice']]));
    expect(names.of('@alice:a.test')).toBe('Alice');
    expect(names.of('@bob:a.test')).toBe('bob');
  });
});

describe('keys', () => {
  const names = namesByLocalpart(['a.test', 'b.test']);
  const keys = new KeyLabels(['m.room.member', 'com.example.note', 'com.a.x', 'com.b.x'], names);

  it('are short where that is unambiguous', () => {
    expect(keys.key('m.room.name', '')).toBe('name');
    expect(keys.key('m.room.member', '@u2:a.test')).toBe('member · u2 (a)');
    expect(keys.key('com.example.note', 'n4')).toBe('note · n4');
    expect(keys.key('com.a.x', '')).toBe('com.a.x');
    expect(shortType('com.example.note')).toBe('com.example.note');
  });

  it('have words after a verb', () => {
    expect(keyInSentence('m.room.topic', '', names)).toBe('the topic');
    expect(keyInSentence('m.room.member', '@u2:a.test', names)).toBe('the membership of u2 (a)');
    expect(keyInSentence('com.example.note', 'n4', names)).toBe('com.example.note “n4”');
  });
});

describe('values', () => {
  it.each([
    ['m.room.member', { membership: 'join' }, 'joined'],
    ['m.room.member', { membership: 5 }, 'none'],
    ['m.room.create', { room_version: '11' }, 'version 11'],
    ['m.room.create', {}, 'version 1'],
    ['m.room.power_levels', { users: { a: 1, b: 2 } }, '2 users listed'],
    ['m.room.power_levels', { users: { a: 1 } }, '1 user listed'],
    ['m.room.join_rules', { join_rule: 'public' }, 'public'],
    ['m.room.name', { name: 'harbor' }, '“harbor”'],
    ['m.room.name', {}, 'none'],
    ['com.example.note', { by: 'c', v: 648 }, 'by “c” · v 648'],
    ['com.example.note', { a: [1, 2], b: { c: 1 } }, 'a [2] · b {…}'],
    ['com.example.note', {}, 'empty'],
  ])('%s %o', (type, content, value) => {
    expect(valueText(type, content as never, false)).toBe(value);
  });

  it('of redacted contents say so', () => {
    expect(valueText('m.room.name', {}, true)).toBe('removed');
    expect(valueText('m.room.member', { membership: 'ban' }, true)).toBe('banned');
  });
});

describe('words', () => {
  it('agree in number', () => {
    expect(counted(1, 'key')).toBe('1 key');
    expect(counted(2399, 'entry', 'entries')).toBe('2,399 entries');
    expect(countedInWords(3, 'branch', 'branches')).toBe('Three branches');
    expect(countedInWords(12, 'branch', 'branches')).toBe('12 branches');
    expect([1, 2, 3, 4, 11, 12, 13, 21, 65, 111].map(ordinal)).toEqual([
      '1st',
      '2nd',
      '3rd',
      '4th',
      '11th',
      '12th',
      '13th',
      '21st',
      '65th',
      '111th',
    ]);
    expect(grouped(1234567)).toBe('1,234,567');
  });

  it('list', () => {
    expect(listed([752])).toBe('752');
    expect(listed([752, 785])).toBe('752 and 785');
    expect(listed([752, 785, 787])).toBe('752, 785 and 787');
    expect(listed([1, 2, 3, 4, 5, 6, 7, 8])).toBe('1, 2, 3, 4, 5 and 3 more');
  });
});

describe('one line', () => {
  it('cuts by characters, not by halves of them', () => {
    expect(oneLine('😀'.repeat(10), 4)).toBe('😀😀😀…');
    expect(oneLine('abcd', 4)).toBe('abcd');
    expect(oneLine('  a \n\t b  ', 4)).toBe('a b');
    expect(oneLine('\uD800x')).toBe('\uFFFDx');
    expect(oneLine(`${' '.repeat(10)}abc`, 3)).toBe('abc');
  });
});
