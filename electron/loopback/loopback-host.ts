import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { RoomscopeError } from '../../core/base/errors';
import { LOOPBACK } from '../../core/contract/hosts';
import type { Engine } from '../engine/engine-host';
import { contentSecurityPolicy, securityHeaders } from '../security/content-security-policy';
import { parseUrl } from '../security/parse-url';
import { Access } from './access';
import { keepAlive } from './heartbeat';
import { answerAsset, redirectHome, refuse } from './http-answers';
import { IdleTimer } from './idle-timer';
import { type GuardRules, type HttpRefusal, refuseRequest } from './request-guard';
import { relaySocket } from './socket-relay';
import { answerUpload } from './upload-route';
import { Uploads } from './uploads';

export interface LoopbackOptions {
  /** The built page. */
  readonly rendererFolder: string;
  /** 0: any free one. */
  readonly port: number;
  /** How long to go on without a page. */
  readonly idleMs: number;
  readonly onIdle: () => void;
  readonly now: () => number;
}

export interface LoopbackHost {
  readonly port: number;
  /** Works once, for ten minutes; another one ends it. */
  openUrl(): string;
  close(): Promise<void>;
}

const ADDRESS = '127.0.0.1';
/** Requests are small; thousands of event IDs at once are the largest. */
const MAX_MESSAGE_BYTES = 4 * 1024 * 1024;

const PAGE_RULES: GuardRules = { method: 'GET', origin: 'optional', topLevel: true };
const SOCKET_RULES: GuardRules = { method: 'GET', origin: 'required', topLevel: false };
const UPLOAD_RULES: GuardRules = { method: 'POST', origin: 'required', topLevel: false };

const NO_ACCESS: HttpRefusal = {
  status: 401,
  sentence: 'This address needs the link that Roomscope printed when it started.',
};
const USED_LINK: HttpRefusal = {
  status: 403,
  sentence: 'This link was used already or is too old. Start Roomscope again for a new one.',
};

/** Serves the app on 127.0.0.1 to this user's browser and to nobody else. */
export async function startLoopbackHost(
  engine: Engine,
  options: LoopbackOptions,
): Promise<LoopbackHost> {
  const server = createServer();
  const port = await listen(server, options.port);
  const host = new Loopback(engine, options, server, port);
  return {
    port,
    openUrl: () => `http://${ADDRESS}:${port}${LOOPBACK.open}?t=${host.access.newTicket()}`,
    close: () => host.close(),
  };
}

class Loopback {
  readonly access: Access;
  readonly #engine: Engine;
  readonly #folder: string;
  readonly #server: Server;
  readonly #port: number;
  readonly #idle: IdleTimer;
  readonly #uploads = new Uploads();
  readonly #headers: Record<string, string>;
  readonly #sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_MESSAGE_BYTES,
    perMessageDeflate: false,
  });
  readonly #stopHeartbeat: () => void;

  constructor(engine: Engine, options: LoopbackOptions, server: Server, port: number) {
    this.access = new Access(port, options.now);
    this.#engine = engine;
    this.#folder = options.rendererFolder;
    this.#server = server;
    this.#port = port;
    this.#idle = new IdleTimer(options.idleMs, options.onIdle);
    this.#headers = securityHeaders(contentSecurityPolicy([`ws://${ADDRESS}:${port}`]));
    this.#stopHeartbeat = keepAlive(this.#sockets);
    server.on('request', (request, response) => void this.#answer(request, response));
    server.on('upgrade', (request, stream, head) => this.#upgrade(request, stream, head));
    process.once('exit', this.#removeUploads);
  }

  async close(): Promise<void> {
    this.#idle.stop();
    this.#stopHeartbeat();
    for (const socket of this.#sockets.clients) socket.close(1001, 'Roomscope was stopped.');
    const closed = new Promise((done) => this.#server.close(done));
    this.#server.closeAllConnections();
    await closed;
    process.off('exit', this.#removeUploads);
    this.#removeUploads();
  }

  readonly #removeUploads = (): void => this.#uploads.removeAll();

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    for (const [name, value] of Object.entries(this.#headers)) response.setHeader(name, value);
    const url = urlOf(request);
    const isUpload = url?.pathname === LOOPBACK.upload;
    const refusal = this.#refusal(request, isUpload ? UPLOAD_RULES : PAGE_RULES);
    if (refusal) refuse(response, refusal);
    else if (!url) refuse(response, { status: 400, sentence: 'The address cannot be read.' });
    else if (url.pathname === LOOPBACK.open) this.#open(request, response, url);
    else if (!this.access.holdsCookie(request.headers.cookie)) refuse(response, NO_ACCESS);
    else if (isUpload) await answerUpload(request, response, this.#uploads, this.#engine);
    else answerAsset(response, this.#folder, url.pathname);
  }

  #open(request: IncomingMessage, response: ServerResponse, url: URL): void {
    if (this.access.holdsCookie(request.headers.cookie)) {
      redirectHome(response, null);
      return;
    }
    const cookie = this.access.redeem(url.searchParams.get('t') ?? '');
    if (cookie) redirectHome(response, cookie);
    else refuse(response, USED_LINK);
  }

  #upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): void {
    const isAllowed =
      !this.#refusal(request, SOCKET_RULES) &&
      urlOf(request)?.pathname === LOOPBACK.rpc &&
      this.access.holdsCookie(request.headers.cookie);
    if (!isAllowed) {
      stream.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    this.#sockets.handleUpgrade(request, stream, head, (socket) => {
      this.#sockets.emit('connection', socket, request);
      this.#idle.pageCame();
      socket.once('close', () => this.#idle.pageLeft());
      relaySocket(socket, this.#engine.connect());
    });
  }

  #refusal({ method, headers }: IncomingMessage, rules: GuardRules): HttpRefusal | null {
    return refuseRequest({ method: method ?? '', headers }, this.#port, rules);
  }
}

/** null where the request line holds no path of this server. */
function urlOf({ url }: IncomingMessage): URL | null {
  return url?.startsWith('/') ? parseUrl(url, `http://${ADDRESS}`) : null;
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        new RoomscopeError(
          'usage',
          `Port ${port} on ${ADDRESS} cannot be used (${error.code}). Choose another with --port.`,
        ),
      ),
    );
    server.listen(port, ADDRESS, () => resolve((server.address() as AddressInfo).port));
  });
}
