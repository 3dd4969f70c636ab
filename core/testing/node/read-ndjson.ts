import { readFileSync } from 'node:fs';
import { parseJson } from '../../matrix/event/parse-json';

/** The lines of an ndjson file of test cases, as the shape that the caller knows they have. */
export function readNdjson<Case>(path: string): readonly Case[] {
  const lines = readFileSync(path, 'utf8').split('\n');
  return lines.filter((line) => line.trim() !== '').map((line) => parseJson(line) as Case);
}
