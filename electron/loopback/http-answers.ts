import { createReadStream } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { type Asset, findAsset } from '../security/assets';
import type { HttpRefusal } from './request-guard';

/** Plain text, so that no sentence is ever taken for markup. */
export function refuse(response: ServerResponse, { status, sentence }: HttpRefusal): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', Connection: 'close' });
  response.end(`${sentence}\n`);
}

export function redirectHome(response: ServerResponse, cookie: string | null): void {
  response.writeHead(303, { Location: '/', ...(cookie ? { 'Set-Cookie': cookie } : {}) });
  response.end();
}

export function answerJson(response: ServerResponse, value: unknown): void {
  response.writeHead(200, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify(value));
}

export function answerAsset(response: ServerResponse, folder: string, urlPath: string): void {
  const asset = findAsset(folder, urlPath);
  if (asset === 'forbidden') refuse(response, { status: 403, sentence: 'There is no such path.' });
  else if (asset === 'not-found')
    refuse(response, { status: 404, sentence: 'There is no such file.' });
  else sendFile(response, asset);
}

function sendFile(response: ServerResponse, { path, contentType }: Asset): void {
  response.writeHead(200, { 'Content-Type': contentType });
  createReadStream(path)
    .on('error', () => response.destroy())
    .pipe(response);
}
