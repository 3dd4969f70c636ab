import { statSync } from 'node:fs';
import { extname, join, normalize, sep } from 'node:path';

export interface Asset {
  readonly path: string;
  readonly contentType: string;
}

/** `forbidden`: the path tries to leave the folder, or cannot be a path at all. */
export type AssetLookup = Asset | 'forbidden' | 'not-found';

const CONTENT_TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.json': 'application/json',
  '.map': 'application/json',
};

/**
 * The file of `folder` that the path of a URL means; both hosts serve through this one function.
 * Decoded exactly once, then normalised, then held against the folder.
 */
export function findAsset(folder: string, urlPath: string): AssetLookup {
  const decoded = decodeOnce(urlPath);
  if (decoded === null || /[\0\\]/.test(decoded)) return 'forbidden';
  const path = normalize(join(folder, decoded === '/' ? 'index.html' : decoded));
  if (!path.startsWith(folder + sep)) return 'forbidden';
  const contentType = CONTENT_TYPES[extname(path)];
  if (!contentType || !statSync(path, { throwIfNoEntry: false })?.isFile()) return 'not-found';
  return { path, contentType };
}

function decodeOnce(urlPath: string): string | null {
  try {
    return decodeURIComponent(urlPath);
  } catch {
    return null;
  }
}
