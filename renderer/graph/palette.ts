import { readToken } from '../theme/theme';

const NAMES = [
  'bg',
  'surface',
  'line',
  'line2',
  'text',
  'text2',
  'text3',
  'accent',
  'accent-soft',
  'edge',
  'node',
  'member',
  'power',
  'refuse',
  'storage',
  'st0',
  'st1',
  'st2',
  'st0b',
  'st1b',
  'st2b',
] as const;
export type Colour = (typeof NAMES)[number];

/** Every token that the canvas paints with, as the theme has it now. */
export type Palette = Readonly<Record<Colour, string>>;

export function readPalette(): Palette {
  const colours = NAMES.map((name) => [name, readToken(name)] as const);
  return Object.fromEntries(colours) as Palette;
}
