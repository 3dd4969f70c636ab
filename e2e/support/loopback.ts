import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from './paths';

/** The real loopback host in a process of its own. */
export interface LoopbackProcess {
  /** Works once. */
  readonly openUrl: string;
  readonly origin: string;
  readonly port: number;
  /** Ends it as Ctrl+C does; resolves with the exit status. */
  stop(): Promise<number | null>;
}

export async function startLoopback(files: readonly string[]): Promise<LoopbackProcess> {
  const host = join(root, 'dist', 'host', 'loopback.cjs');
  const child = spawn(process.execPath, [host, '--no-open', '--debug', '--', ...files], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const openUrl = await printedUrl(child);
  const { origin, port } = new URL(openUrl);
  return { openUrl, origin, port: Number(port), stop: () => stop(child) };
}

function printedUrl(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = '';
    child.stdout?.on('data', (text) => {
      printed += text;
      const url = /http:\/\/127\.0\.0\.1:\d+\/open\?t=\S+/.exec(printed);
      if (url) resolve(url[0]);
    });
    child.once('exit', (status) => reject(new Error(`the loopback host ended with ${status}`)));
  });
}

function stop(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve) => {
    child.once('exit', (status) => resolve(status));
    child.kill('SIGINT');
  });
}
