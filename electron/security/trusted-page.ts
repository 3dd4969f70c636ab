import { parseUrl } from './parse-url';

/** The app's own scheme and host; nothing else is ever loaded into a window. */
export const APP_SCHEME = 'app';
export const APP_HOST = 'bundle';
export const APP_URL = `${APP_SCHEME}://${APP_HOST}/`;

/** Whether a page of this address is ours. */
export function isAppUrl(address: string): boolean {
  const url = parseUrl(address);
  return url?.protocol === `${APP_SCHEME}:` && url.host === APP_HOST;
}

/** The parts of an IPC event that tell who sent it; the frame is null when it is gone already. */
export interface Sender {
  readonly senderFrame: SenderFrame | null;
  readonly sender: { readonly mainFrame: SenderFrame };
}
interface SenderFrame {
  readonly url: string;
  readonly routingId: number;
  readonly processId: number;
}

/** Messages count only from the main frame of a window that shows our page. */
export function isTrustedSender({ senderFrame, sender }: Sender): boolean {
  if (!senderFrame) return false;
  const { mainFrame } = sender;
  const isMain =
    senderFrame.routingId === mainFrame.routingId && senderFrame.processId === mainFrame.processId;
  return isMain && isAppUrl(senderFrame.url);
}
