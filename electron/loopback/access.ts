import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

const SECRET_BYTES = 32;
const TICKET_LIFETIME_MS = 10 * 60 * 1000;

/**
 * Who may talk to the loopback host. A ticket in the opened URL works once and not for long (it is
 * seen by `ps`, the browser's history, a terminal's scroll-back); it is exchanged for a cookie that
 * no page can read.
 *
 * Cookies do not know ports: every server on 127.0.0.1 receives them, and may overwrite them. So
 * the name holds the port, and the checks of `request-guard.ts` come on top.
 */
export class Access {
  readonly #session = randomBytes(SECRET_BYTES).toString('base64url');
  readonly #now: () => number;
  readonly #cookieName: string;
  #ticket: { readonly secret: string; readonly expires: number } | null = null;

  constructor(port: number, now: () => number) {
    this.#cookieName = `roomscope_${port}`;
    this.#now = now;
  }

  /** Ends the ticket before, if any. */
  newTicket(): string {
    const secret = randomBytes(SECRET_BYTES).toString('base64url');
    this.#ticket = { secret, expires: this.#now() + TICKET_LIFETIME_MS };
    return secret;
  }

  /** The `Set-Cookie` header for a ticket that is good, which it is no longer afterwards. */
  redeem(secret: string): string | null {
    const ticket = this.#ticket;
    if (!ticket || this.#now() > ticket.expires || !isSame(secret, ticket.secret)) return null;
    this.#ticket = null;
    return `${this.#cookieName}=${this.#session}; Path=/; HttpOnly; SameSite=Strict`;
  }

  holdsCookie(cookieHeader: string | undefined): boolean {
    const pairs = (cookieHeader ?? '').split(';').map((pair) => pair.trim().split('='));
    return pairs.some(
      ([name, value]) => name === this.#cookieName && isSame(value ?? '', this.#session),
    );
  }
}

/** In constant time; through a hash, since only texts of one length can be compared so. */
function isSame(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
