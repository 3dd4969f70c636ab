// @vitest-environment happy-dom
import { act } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { useKeyMap } from '../state/key-map';
import { render } from '../testing/render';
import type { Command } from './command';
import { CommandKeys } from './command-keys';
import { commandChoices } from './palette/choices';
import { keysOf, registerCommands, runCommand, useRegistry } from './registry';
import { conflictOf } from './settings/conflict';

const ran: string[] = [];
const stops: (() => void)[] = [];

function command(id: string, keys: readonly string[], more: Partial<Command> = {}): Command {
  const run = () => void ran.push(id);
  return { id, label: `Do ${id}`, group: 'Go', keys, scope: 'anywhere', run, ...more };
}

function register(...commands: readonly Command[]): void {
  stops.push(registerCommands(commands));
}

afterEach(() => {
  for (const stop of stops.splice(0)) stop();
  ran.length = 0;
  useKeyMap.getState().resetAll();
  useKeyMap.getState().setSingleKeys(true);
});

async function page(): Promise<HTMLElement> {
  const { container } = await render(
    <>
      <CommandKeys />
      <main data-key-scope="graph">
        <div id="list" />
        <button type="button">Button</button>
      </main>
      <input />
      <div role="dialog" />
    </>,
  );
  return container;
}

async function press(target: Element | null, key: string, ctrlKey = false): Promise<void> {
  const init = { key, ctrlKey, bubbles: true, cancelable: true };
  await act(async () => target?.dispatchEvent(new KeyboardEvent('keydown', init)));
}

describe('keys', () => {
  it('act in their scope, where those of the list come first', async () => {
    register(command('everywhere', ['x']), command('list', ['x'], { scope: 'graph' }));
    const container = await page();
    await press(container.querySelector('#list'), 'x');
    await press(document.body, 'x');
    expect(ran).toEqual(['list', 'everywhere']);
  });

  it('leave fields, dialogs and buttons what is theirs', async () => {
    register(command('one', ['x', 'Mod+X', 'Space']), command('two', ['Mod+K']));
    const container = await page();
    const input = container.querySelector('input');
    await press(input, 'x');
    await press(input, 'x', true);
    await press(container.querySelector('button'), ' ');
    await press(container.querySelector('[role="dialog"]'), 'k', true);
    expect(ran).toEqual([]);
    await press(input, 'k', true);
    await press(container.querySelector('#list'), ' ');
    expect(ran).toEqual(['two', 'one']);
  });

  it('pass over what is not enabled, and are gone with their component', async () => {
    const isEnabled = vi.fn(() => false);
    register(command('off', ['x'], { isEnabled }), command('on', ['x']));
    await page();
    await press(document.body, 'x');
    expect(ran).toEqual(['on']);
    expect(runCommand('off')).toBe(false);
    for (const stop of stops.splice(0)) stop();
    await press(document.body, 'x');
    expect(ran).toEqual(['on']);
    expect(useRegistry.getState().commands).toEqual([]);
  });

  it('can be given to another command, and single ones switched off', async () => {
    const one = command('one', ['x', 'Mod+J']);
    register(one);
    await page();
    useKeyMap.getState().remap('one', ['Mod+Shift+Y', 'y']);
    await press(document.body, 'x');
    await press(document.body, 'y');
    expect(ran).toEqual(['one']);
    useKeyMap.getState().setSingleKeys(false);
    expect(keysOf(one)).toEqual(['Mod+Shift+Y']);
    useKeyMap.getState().reset('one');
    expect(keysOf(one)).toEqual(['Mod+J']);
  });
});

describe('conflicts', () => {
  it('are told by the other command, and for keys that belong to everything', () => {
    const one = command('one', ['x']);
    const two = command('two', ['Mod+J']);
    const told = (keys: string) => conflictOf(keys, one, [one, two]);
    expect(told('X')).toBeNull();
    expect(told('Mod+L')).toBeNull();
    expect(told('Mod+J')).toContain('already runs “Do two”');
    expect(told('Tab')).toContain('its own meaning');
    expect(told('Mod+C')).toContain('its own meaning');
    expect(told('Enter')).toContain('presses the button');
  });
});

describe('choices', () => {
  const list = [
    command('a', ['x'], { group: 'File' }),
    command('b', [], { isEnabled: () => false, disabledReason: 'Nothing is selected' }),
    command('c', [], { isEnabled: () => false }),
  ];

  it('come by group, those used last before them, the disabled with their reason', () => {
    const shown = commandChoices(list, '', ['a', 'c']);
    expect(shown.map(({ id, heading, hint, keys }) => [id, heading, hint, keys])).toEqual([
      ['a', 'Used last', null, 'X'],
      ['b', 'Go', 'Nothing is selected', null],
    ]);
  });

  it('come under one heading where something is searched', () => {
    const shown = commandChoices(list, 'do', []);
    expect(shown.map(({ id, heading }) => [id, heading])).toEqual([
      ['a', 'Commands'],
      ['b', 'Commands'],
    ]);
  });
});
