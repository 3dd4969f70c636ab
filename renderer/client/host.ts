import type { HostPlatform } from '../platform';
import { browserHost } from './browser-host';
import { desktopBridge, electronHost } from './electron-host';

/** The host that this page runs in. */
export function hostPlatform(): HostPlatform {
  const bridge = desktopBridge();
  return bridge ? electronHost(bridge) : browserHost;
}
