import { describe, expect, test } from 'vitest';
import { isSingleKey, keysOfPress, normalKeys, type Press, shownKeys } from './keys';

const press = (key: string, held = '', code = ''): Press => ({
  key,
  code,
  ctrlKey: held.includes('C'),
  metaKey: held.includes('M'),
  altKey: held.includes('A'),
  shiftKey: held.includes('S'),
  getModifierState: (name) => name === 'AltGraph' && held.includes('G'),
});

describe('keysOfPress', () => {
  test.each([
    ['a letter', press('b'), 'B'],
    ['a letter with Shift', press('D', 'S'), 'Shift+D'],
    ['a character that needs Shift', press('?', 'S'), '?'],
    ['Space', press(' '), 'Space'],
    ['Ctrl and a letter', press('o', 'C'), 'Mod+O'],
    ['Ctrl, Shift and a letter', press('P', 'CS'), 'Mod+Shift+P'],
    ['an arrow with Alt', press('ArrowLeft', 'A'), 'Alt+ArrowLeft'],
    ['a bracket written with AltGr', press('[', 'CAG'), '['],
    ['Ctrl and a Cyrillic letter in the place of O', press('щ', 'C', 'KeyO'), 'Mod+O'],
    ['a modifier alone', press('Control', 'C'), null],
    ['the Windows key and a letter', press('o', 'M'), null],
  ])('%s', (_what, pressed, keys) => {
    expect(keysOfPress(pressed, false)).toBe(keys);
  });

  test('on a Mac ⌘ is the modifier, Ctrl is not, and ⌥ may write another letter', () => {
    expect(keysOfPress(press('o', 'M'), true)).toBe('Mod+O');
    expect(keysOfPress(press('o', 'C'), true)).toBeNull();
    expect(keysOfPress(press('ø', 'A', 'KeyO'), true)).toBe('Alt+O');
  });
});

test.each([
  ['b', 'B'],
  ['+', '+'],
  ['Mod++', 'Mod++'],
  ['Shift+Mod+p', 'Mod+Shift+P'],
  ['Space', 'Space'],
])('%s is written %s', (keys, normal) => {
  expect(normalKeys(keys)).toBe(normal);
});

test.each([
  ['B', true],
  ['Shift+D', true],
  ['+', true],
  ['Space', true],
  ['Enter', false],
  ['F1', false],
  ['Mod+B', false],
  ['Mod++', false],
  ['Alt+B', false],
])('%s is a single key: %s', (keys, single) => {
  expect(isSingleKey(keys)).toBe(single);
});

test.each([
  ['Mod+Shift+P', 'Ctrl+Shift+P', '⇧⌘P'],
  ['Mod++', 'Ctrl++', '⌘+'],
  ['ArrowUp', '↑', '↑'],
  ['?', '?', '?'],
])('%s is shown as %s, on a Mac as %s', (keys, shown, apple) => {
  expect(shownKeys(keys, false)).toBe(shown);
  expect(shownKeys(keys, true)).toBe(apple);
});
