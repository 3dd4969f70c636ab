import { decodeFrame, encodeFrame } from '../../core/contract/codec';
import { LOOPBACK } from '../../core/contract/hosts';
import type { SourceRef } from '../../core/contract/requests';
import type { Frame, Pipe } from '../../core/contract/transport';
import type { HostPlatform } from '../platform';

const GONE = 'Roomscope was stopped. Start it again and use the new address that it prints.';

/** Browser mode: the server on 127.0.0.1 that this page came from. */
export const browserHost: HostPlatform = {
  kind: 'browser',
  connect: openSocket,
  pickFiles: async () => uploadAll(await chooseFiles()),
  acceptFiles: (files) => uploadAll([...files]),
  // The browser's own parts are the browser's business.
  setTheme: () => undefined,
  setMenu: () => undefined,
};

function openSocket(): Promise<Pipe> {
  const socket = new WebSocket(`ws://${window.location.host}${LOOPBACK.rpc}`);
  socket.binaryType = 'arraybuffer';
  const pipe = socketPipe(socket);
  return new Promise((resolve, reject) => {
    socket.addEventListener('open', () => resolve(pipe), { once: true });
    socket.addEventListener('close', () => reject(new Error(GONE)), { once: true });
  });
}

function socketPipe(socket: WebSocket): Pipe {
  return {
    post(frame) {
      if (socket.readyState === WebSocket.OPEN) socket.send(encodeFrame(frame));
    },
    onFrame(listener) {
      socket.addEventListener('message', ({ data }: MessageEvent<ArrayBuffer>) =>
        listener(decodeFrame(new Uint8Array(data)) as Frame),
      );
    },
    onClose(listener) {
      socket.addEventListener('close', ({ reason }) => listener(reason || GONE), { once: true });
    },
  };
}

function chooseFiles(): Promise<readonly File[]> {
  const input = document.createElement('input');
  input.type = 'file';
  input.multiple = true;
  return new Promise((resolve) => {
    input.addEventListener('change', () => resolve([...(input.files ?? [])]), { once: true });
    input.addEventListener('cancel', () => resolve([]), { once: true });
    input.click();
  });
}

/** What SQLite keeps beside a database goes along, so that the engine sees it is not complete. */
const COMPANION = /-(wal|shm|journal)$/;

async function uploadAll(files: readonly File[]): Promise<readonly SourceRef[]> {
  const batch = crypto.randomUUID();
  const names = new Set<string>();
  const sources: SourceRef[] = [];
  for (const file of files) {
    // A second file of one name comes from another folder, and so belongs beside none of these.
    const source = await upload(file, names.has(file.name) ? crypto.randomUUID() : batch);
    names.add(file.name);
    sources.push(source);
  }
  return sources.filter((source) => {
    const name = source.kind === 'file' ? source.name : '';
    return !(COMPANION.test(name) && names.has(name.replace(COMPANION, '')));
  });
}

async function upload(file: File, batch: string): Promise<SourceRef> {
  const headers = {
    [LOOPBACK.nameHeader]: encodeURIComponent(file.name),
    [LOOPBACK.batchHeader]: batch,
  };
  const request = { method: 'POST', headers, body: file };
  const answer = await fetch(LOOPBACK.upload, request).catch(() => null);
  if (!answer) throw new Error(`${file.name} could not be read. Is it a file?`);
  if (!answer.ok) throw new Error(await answer.text());
  return (await answer.json()) as SourceRef;
}
