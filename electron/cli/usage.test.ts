import { describe, expect, it } from 'vitest';
import { parseArguments } from './arguments';
import { COMMANDS } from './commands/registry';
import { parsePoint } from './open-document';

function command(name: string) {
  const found = COMMANDS.find((candidate) => candidate.name === name);
  if (!found) throw new Error(`no command ${name}`);
  return found;
}

describe('arguments', () => {
  it.each([
    [['room', '--before', '--json'], '--before needs a value;'],
    [['room', '--before'], '--before needs a value;'],
    [['room', '--before=', '--nonsense'], "Unknown option '--nonsense'."],
    [['room', '--now=yes'], "Option '--now' does not take an argument."],
    [['', '--now'], 'An argument is empty.'],
  ])('%j are refused in one line', (args, says) => {
    const parse = () => parseArguments(command('state'), args);
    expect(parse).toThrow(expect.objectContaining({ code: 'usage' }));
    expect(parse).toThrow(/^[^\n]+$/);
    expect(parse).toThrow(says);
  });

  it('may hold a value that begins with a dash', () => {
    expect(parseArguments(command('state'), ['room', '--before=-1']).options.before).toEqual([
      '-1',
    ]);
  });
});

describe('the usage of a command', () => {
  it.each(COMMANDS.map(({ name }) => name))('names every option that %s takes', (name) => {
    const { usage, options } = command(name);
    for (const option of options) expect(usage).toContain(`--${option}`);
  });
});

describe('a state', () => {
  it.each(['snapshot:1e3', 'snapshot:0x10', 'snapshot: 7', 'snapshot:0', 'snapshot:', 'before:'])(
    'is not %j',
    (text) => {
      expect(() => parsePoint(text)).toThrow(`${text} is not a state.`);
    },
  );

  it('may be a snapshot', () => {
    expect(parsePoint('snapshot:12')).toEqual({ kind: 'snapshot', snapshotNid: 12 });
  });
});
