import type { ErrorReport } from '../../core/base/errors';
import type { Progress } from '../../core/base/work';
import type { Output } from './command';

/** Where a command line prints; the process's own streams, or a test's. */
export interface Streams {
  stdout(text: string): void;
  stderr(text: string): void;
  readonly stderrIsTerminal: boolean;
  now(): number;
}

/** As for a file that cannot be written. */
const UNWRITABLE = 3;
const PROGRESS_EVERY_MS = 1000;
const CLEAR_LINE = '\r\u001b[K';

/** Standard output holds the answer and nothing else; everything else goes to standard error. */
export function createOutput(streams: Streams, json: boolean): Output & { settle(): void } {
  const progress = new ProgressLine(streams);
  return {
    json,
    answer(document, words) {
      progress.clear();
      streams.stdout(json ? `${JSON.stringify(document)}\n` : ensureNewline(harmless(words())));
    },
    aside(words) {
      if (json) return;
      progress.clear();
      for (const line of words()) streams.stderr(`${harmless(line)}\n`);
    },
    lines(documents) {
      progress.clear();
      streams.stdout(documents.map((document) => `${JSON.stringify(document)}\n`).join(''));
    },
    progress: (report) => progress.show(report),
    settle: () => progress.clear(),
  };
}

export function printError(streams: Streams, error: ErrorReport, json: boolean): void {
  streams.stderr(ensureNewline(harmless(error.message.replaceAll('\n', '\\n'))));
  if (!json) return;
  const { code, message, file, line, field, eventId } = error;
  const report = { code, message, file, line, field, event_id: eventId };
  streams.stdout(`${JSON.stringify({ error: report })}\n`);
}

/**
 * What ends a command whose output cannot be written: nothing to say where the reader has seen enough
 * (`head` closes the pipe), a sentence otherwise (the disk is full). Returns the exit status.
 */
export function outputFailed(streams: Pick<Streams, 'stderr'>, code: string | undefined): number {
  if (code === 'EPIPE') return 0;
  streams.stderr(
    `Standard output could not be written (${code ?? 'unknown error'}). Check that its disk has room.\n`,
  );
  return UNWRITABLE;
}

/** On a terminal one line that is rewritten; in a log at most one line a second. */
class ProgressLine {
  readonly #streams: Streams;
  #lastShown: number;
  #isShown = false;

  constructor(streams: Streams) {
    this.#streams = streams;
    this.#lastShown = streams.now();
  }

  show(progress: Progress): void {
    const now = this.#streams.now();
    const pause = this.#streams.stderrIsTerminal ? PROGRESS_EVERY_MS / 10 : PROGRESS_EVERY_MS;
    if (now - this.#lastShown < pause) return;
    this.#lastShown = now;
    this.#isShown = this.#streams.stderrIsTerminal;
    const text = describe(progress);
    this.#streams.stderr(this.#isShown ? `${CLEAR_LINE}${text}` : `${text}\n`);
  }

  clear(): void {
    if (this.#isShown) this.#streams.stderr(CLEAR_LINE);
    this.#isShown = false;
  }
}

function describe({ phase, done, total }: Progress): string {
  const count = done.toLocaleString('en-GB');
  return total === null
    ? `${phase}: ${count}`
    : `${phase}: ${count} of ${total.toLocaleString('en-GB')}`;
}

/** Control characters but the line feed, and what turns or hides the text around it. */
const UNSAFE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
  /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u00AD\u061C\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB]|\p{Surrogate}/gu;

/** Words with nothing in them that a terminal would obey; escaped as in JSON, so that rows stay JSON. */
function harmless(text: string): string {
  return text.replace(
    UNSAFE,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function ensureNewline(text: string): string {
  return text.endsWith('\n') || text === '' ? text : `${text}\n`;
}
