import * as electron from 'electron';
import { DESKTOP_BRIDGE, type DesktopBridge, PORT_MESSAGE } from '../core/contract/hosts';
import { Channel } from './channels';

const { contextBridge, ipcRenderer } = electron;

/** Runs sandboxed before the page: hands over the port to the engine and five functions, no more. */
let runCommand: (id: string) => void = () => undefined;

const bridge: DesktopBridge = {
  requestPort: () => ipcRenderer.send(Channel.requestPort),
  pickFiles: () => ipcRenderer.invoke(Channel.pickFiles),
  acceptFiles: (files) =>
    ipcRenderer.invoke(
      Channel.acceptPaths,
      files.map(pathOf).filter((path) => path !== ''),
    ),
  setTheme: (theme) => ipcRenderer.send(Channel.setTheme, theme),
  setMenu: (items, run) => {
    runCommand = run;
    ipcRenderer.send(Channel.setMenu, items);
  },
};

ipcRenderer.on(Channel.runCommand, (_event, id: string) => runCommand(id));
ipcRenderer.on(Channel.port, ({ ports }) => {
  window.postMessage(PORT_MESSAGE, window.location.origin, [...ports]);
});
contextBridge.exposeInMainWorld(DESKTOP_BRIDGE, bridge);

/** Empty where the object is no file of the disk: made by a script, or no File at all. */
function pathOf(file: unknown): string {
  if (!(file instanceof File)) return '';
  // Electron before 29 has no webUtils, and put the path on the File itself.
  if (electron.webUtils) return electron.webUtils.getPathForFile(file);
  return 'path' in file && typeof file.path === 'string' ? file.path : '';
}
