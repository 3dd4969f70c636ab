import { describe, expect, it } from 'vitest';
import { Access } from './access';

const MINUTE = 60_000;

function accessAt(start: number) {
  let now = start;
  const access = new Access(4321, () => now);
  return {
    access,
    wait: (ms: number) => {
      now += ms;
    },
  };
}

describe('tickets', () => {
  it('buy a cookie once', () => {
    const { access } = accessAt(0);
    const ticket = access.newTicket();
    const cookie = access.redeem(ticket);
    expect(cookie).toMatch(/^roomscope_4321=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
    expect(access.holdsCookie(cookie?.split(';')[0])).toBe(true);
    expect(access.redeem(ticket)).toBeNull();
  });

  it('are no good after ten minutes', () => {
    const { access, wait } = accessAt(0);
    const ticket = access.newTicket();
    wait(10 * MINUTE);
    expect(access.redeem(ticket)).not.toBeNull();
    const late = access.newTicket();
    wait(10 * MINUTE + 1);
    expect(access.redeem(late)).toBeNull();
  });

  it('are not guessed, and not used up by guessing', () => {
    const { access } = accessAt(0);
    expect(access.redeem('')).toBeNull();
    const ticket = access.newTicket();
    for (const guess of ['', 'x', ticket.slice(1), `${ticket} `])
      expect(access.redeem(guess)).toBeNull();
    expect(access.redeem(ticket)).not.toBeNull();
  });

  it('end with the next one', () => {
    const { access } = accessAt(0);
    const first = access.newTicket();
    access.newTicket();
    expect(access.redeem(first)).toBeNull();
  });
});

describe('cookies', () => {
  const { access } = accessAt(0);
  const pair = access.redeem(access.newTicket())?.split(';')[0] ?? '';

  it('are found among those of other servers on this address', () => {
    expect(access.holdsCookie(`other=1; ${pair}; roomscope_1=x`)).toBe(true);
  });

  it('do not count under another name or with another value', () => {
    const value = pair.split('=')[1];
    const wrong = [undefined, '', 'roomscope_4321', 'roomscope_4321=', `roomscope_1=${value}`];
    for (const header of [...wrong, `${pair}x`, `x${pair}`])
      expect(access.holdsCookie(header), header).toBe(false);
  });
});
