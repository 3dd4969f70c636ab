import type { Command } from '../command';
import { bench } from './bench';
import { diff } from './diff';
import { explain } from './explain';
import { info } from './info';
import { ingest } from './ingest';
import { resolve } from './resolve';
import { serve } from './serve';
import { state } from './state';
import { storage } from './storage';
import { tables } from './tables';
import { verify } from './verify';

export const COMMANDS: readonly Command[] = [
  info,
  ingest,
  state,
  diff,
  explain,
  resolve,
  verify,
  storage,
  tables,
  serve,
  bench,
];
