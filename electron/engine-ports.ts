import { MessageChannelMain, type MessagePortMain, type WebContents } from 'electron';
import { readFrame } from '../core/contract/frames';
import type { PortClosed } from '../core/contract/hosts';
import type { Frame } from '../core/contract/transport';
import { Channel } from './channels';
import type { Engine, FileRef } from './engine/engine-host';
import type { ClosablePipe } from './engine/pipes';

interface Connection {
  readonly port: MessagePortMain;
  readonly pipe: ClosablePipe;
}

/** One pipe to the engine per window. The main process only passes frames on. */
export class EnginePorts {
  readonly #engine: Engine;
  readonly #connections = new Map<WebContents, Connection>();
  /** Opened before the page was there to be told. */
  #waiting: FileRef[] = [];

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /** Sends the window a new port; the one before, of a page that was reloaded, ends. */
  connect(contents: WebContents): void {
    this.disconnect(contents);
    const { port1, port2 } = new MessageChannelMain();
    const pipe = this.#engine.connect();
    this.#connections.set(contents, { port: port1, pipe });
    port1.on('message', ({ data }) => {
      const frame = readFrame(data);
      if (frame) pipe.post(frame);
    });
    port1.on('close', () => pipe.close());
    pipe.onFrame((frame) => port1.postMessage(frame));
    pipe.onClose((reason) => port1.postMessage({ closed: reason } satisfies PortClosed));
    port1.start();
    contents.postMessage(Channel.port, null, [port2]);
    const waiting = this.#waiting.splice(0);
    if (waiting.length > 0) port1.postMessage(openNotification(waiting));
  }

  disconnect(contents: WebContents): void {
    const connection = this.#connections.get(contents);
    if (!connection) return;
    this.#connections.delete(contents);
    connection.pipe.close();
    connection.port.close();
  }

  /** Asks the page to open files; a page that is still loading is asked when it connects. */
  openFiles(sources: readonly FileRef[]): void {
    const [connection] = this.#connections.values();
    if (connection) connection.port.postMessage(openNotification(sources));
    else this.#waiting.push(...sources);
  }
}

function openNotification(sources: readonly FileRef[]): Frame {
  return { kind: 'notification', name: 'app.open', params: { sources } };
}
