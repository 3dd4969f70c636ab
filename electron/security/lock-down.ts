import { type App, type Session, shell, type WebContents } from 'electron';
import { parseUrl } from './parse-url';
import { isAppUrl } from './trusted-page';

/** What no page of this app may do, whatever runs in it. */
export function lockDown(app: App): void {
  app.on('web-contents-created', (_event, contents) => confine(contents));
}

/** Camera, location, notifications and their like: nothing of this is needed. */
export function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
}

function confine(contents: WebContents): void {
  contents.on('will-navigate', (event, url) => {
    if (!isAppUrl(url)) event.preventDefault();
  });
  contents.on('will-redirect', (event, url) => {
    if (!isAppUrl(url)) event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    if (isWebLink(url)) void shell.openExternal(url);
    return { action: 'deny' };
  });
}

/** Links to documentation open in the user's browser; other schemes would start programs. */
function isWebLink(url: string): boolean {
  return parseUrl(url)?.protocol === 'https:';
}
