import { parseArgs } from 'node:util';
import { RoomscopeError } from '../../core/base/errors';
import { type Command, OPTIONS, type OptionName, type OptionValues } from './command';

/** What every command takes. */
const COMMON: readonly OptionName[] = ['json', 'debug', 'help'];

export interface Arguments {
  readonly positionals: readonly string[];
  readonly options: OptionValues;
}

/** Throws `usage` for an option that the command does not have, or that lacks its value. */
export function parseArguments(command: Command, args: readonly string[]): Arguments {
  const allowed = new Set<OptionName>([...COMMON, ...command.options]);
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: OPTIONS,
      allowPositionals: true,
    });
    const foreign = Object.keys(values).find((name) => !allowed.has(name as OptionName));
    if (foreign) throw usage(command, `--${foreign} is not an option of ${command.name}`);
    if (positionals.includes('')) throw usage(command, 'An argument is empty');
    return { positionals, options: values };
  } catch (error) {
    if (error instanceof RoomscopeError || !isParseError(error)) throw error;
    throw usage(command, missingValue(error.message) ?? firstSentence(error.message));
  }
}

export function usage(command: Command, what: string): RoomscopeError {
  return new RoomscopeError('usage', `${what}. Usage: roomscope ${command.usage}`);
}

/** The positionals, where their number is right. */
export function expectPositionals(
  command: Command,
  positionals: readonly string[],
  least: number,
  most = least,
): void {
  if (positionals.length < least) throw usage(command, `${command.name} needs more arguments`);
  if (positionals.length > most)
    throw usage(command, `${command.name} does not take the argument ${positionals[most]}`);
}

/** A whole number from `least` to `most`; null where the option was not given. */
export function wholeNumber(
  command: Command,
  name: OptionName,
  text: string | undefined,
  least: number,
  most = Number.MAX_SAFE_INTEGER,
): number | null {
  if (text === undefined) return null;
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= least && number <= most) return number;
  const limits =
    most === Number.MAX_SAFE_INTEGER ? `of at least ${least}` : `from ${least} to ${most}`;
  throw usage(command, `--${name} takes a whole number ${limits}, not ${text}`);
}

function isParseError(error: unknown): error is Error {
  return error instanceof TypeError && 'code' in error;
}

const MISSING_VALUE = /^Option '(--[\w-]+)[^']*' argument (?:is ambiguous|missing)/;

/** Node asks in three lines whether the option's value was forgotten. */
function missingValue(message: string): string | null {
  const [, option] = MISSING_VALUE.exec(message) ?? [];
  if (option === undefined) return null;
  return `${option} needs a value; one that begins with a dash is written ${option}=VALUE`;
}

/** Node's own messages go on with advice about `--` that does not apply here. */
function firstSentence(message: string): string {
  return (message.split('. ')[0] ?? message).replace(/\.$/, '');
}
