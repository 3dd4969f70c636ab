import { readFile } from 'node:fs/promises';
import { protocol } from 'electron';
import { findAsset } from './assets';
import { contentSecurityPolicy, securityHeaders } from './content-security-policy';
import { APP_SCHEME, isAppUrl } from './trusted-page';

/** Has to run before the app is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true } },
  ]);
}

/** Serves the built page as `app://bundle/`. */
export function serveApp(folder: string): void {
  const headers = securityHeaders(contentSecurityPolicy());
  protocol.handle(APP_SCHEME, async ({ method, url }) => {
    if (method !== 'GET' || !isAppUrl(url)) return new Response(null, { status: 403, headers });
    const asset = findAsset(folder, new URL(url).pathname);
    if (asset === 'forbidden') return new Response(null, { status: 403, headers });
    if (asset === 'not-found') return new Response(null, { status: 404, headers });
    return new Response(await readFile(asset.path), {
      headers: { ...headers, 'Content-Type': asset.contentType },
    });
  });
}
