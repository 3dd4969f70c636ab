import { describe, expect, it } from 'vitest';
import { createOutput, outputFailed, printError } from './output';

function streams() {
  const written = { stdout: '', stderr: '' };
  return {
    written,
    stdout: (text: string) => {
      written.stdout += text;
    },
    stderr: (text: string) => {
      written.stderr += text;
    },
    stderrIsTerminal: false,
    now: () => 0,
  };
}

/** Erases the screen, by its long and its short introducer, and turns the direction of the text. */
const HOSTILE = 'a\u001b[2J\u009b2J\u202e\u0000\ttab\nnext';
const ESCAPED = 'a\\u001b[2J\\u009b2J\\u202e\\u0000\\u0009tab';

describe('words', () => {
  it('hold nothing that a terminal would obey', () => {
    const to = streams();
    createOutput(to, false).answer({}, () => HOSTILE);
    expect(to.written.stdout).toBe(`${ESCAPED}\nnext\n`);
  });

  it('keep every script and emoji', () => {
    const to = streams();
    const text = 'm\u00fcller \u05e9\u05dc\u05d5\u05dd \ud83d\udc68\u200d\ud83d\udc67';
    createOutput(to, false).answer({}, () => text);
    expect(to.written.stdout).toBe(`${text}\n`);
  });

  it('of an error stay on one line', () => {
    const to = streams();
    const place = { file: null, line: null, field: null, eventId: null };
    printError(to, { code: 'usage', message: HOSTILE, ...place }, true);
    expect(to.written.stderr).toBe(`${ESCAPED}\\nnext\n`);
    expect(JSON.parse(to.written.stdout).error.message).toBe(HOSTILE);
  });
});

describe('output that cannot be written', () => {
  it('is fine where the reader has seen enough', () => {
    const to = streams();
    expect(outputFailed(to, 'EPIPE')).toBe(0);
    expect(to.written.stderr).toBe('');
  });

  it('is said in one line otherwise', () => {
    const to = streams();
    expect(outputFailed(to, 'ENOSPC')).toBe(3);
    expect(to.written.stderr).toMatch(/^Standard output could not be written \(ENOSPC\)[^\n]*\n$/);
  });
});
