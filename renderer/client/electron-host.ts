import {
  DESKTOP_BRIDGE,
  type DesktopBridge,
  PORT_MESSAGE,
  type PortClosed,
} from '../../core/contract/hosts';
import type { Frame, Pipe } from '../../core/contract/transport';
import type { HostPlatform } from '../platform';

/** The bridge of the preload script; undefined in a browser. */
export function desktopBridge(): DesktopBridge | undefined {
  return (window as { readonly [DESKTOP_BRIDGE]?: DesktopBridge })[DESKTOP_BRIDGE];
}

export function electronHost(bridge: DesktopBridge): HostPlatform {
  return {
    kind: 'electron',
    connect: async () => portPipe(await requestPort(bridge)),
    pickFiles: () => bridge.pickFiles(),
    acceptFiles: (files) => bridge.acceptFiles([...files]),
    setTheme: (theme) => bridge.setTheme(theme),
    setMenu: (items, run) => bridge.setMenu(items, run),
  };
}

function requestPort(bridge: DesktopBridge): Promise<MessagePort> {
  return new Promise((resolve) => {
    function receive(event: MessageEvent<unknown>): void {
      const [port] = event.ports;
      if (event.source !== window || event.data !== PORT_MESSAGE || !port) return;
      window.removeEventListener('message', receive);
      resolve(port);
    }
    window.addEventListener('message', receive);
    bridge.requestPort();
  });
}

function portPipe(port: MessagePort): Pipe {
  const frameListeners: ((frame: Frame) => void)[] = [];
  const closeListeners: ((reason: string) => void)[] = [];
  port.onmessage = ({ data }: MessageEvent<Frame | PortClosed>) => {
    if ('closed' in data) {
      port.close();
      for (const listener of closeListeners) listener(data.closed);
    } else for (const listener of frameListeners) listener(data);
  };
  return {
    post: (frame) => port.postMessage(frame),
    onFrame: (listener) => frameListeners.push(listener),
    onClose: (listener) => closeListeners.push(listener),
  };
}
