import { type BrowserWindow, ipcMain, nativeTheme } from 'electron';
import * as v from 'valibot';
import { MENU_GROUPS } from '../core/contract/hosts';
import { Channel } from './channels';
import type { Engine, FileRef } from './engine/engine-host';
import type { EnginePorts } from './engine-ports';
import { choosePaths } from './files';
import { installMenu } from './menu';
import { isTrustedSender } from './security/trusted-page';

const paths = v.array(v.pipe(v.string(), v.minLength(1)));
const name = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
const menu = v.pipe(
  v.array(
    v.strictObject({
      id: name,
      label: name,
      group: v.picklist(MENU_GROUPS),
      keys: v.nullable(name),
      enabled: v.boolean(),
    }),
  ),
  v.maxLength(500),
);
const theme = v.picklist(['system', 'light', 'dark']);

/** Answers the preload script. What does not come from our own page is not answered. */
export function answerPreload(engine: Engine, ports: EnginePorts, window: BrowserWindow): void {
  ipcMain.on(Channel.requestPort, (event) => {
    if (isTrustedSender(event)) ports.connect(event.sender);
  });
  ipcMain.on(Channel.setTheme, (event, chosen: unknown) => {
    const checked = v.safeParse(theme, chosen);
    if (isTrustedSender(event) && checked.success) nativeTheme.themeSource = checked.output;
  });
  ipcMain.on(Channel.setMenu, (event, items: unknown) => {
    const checked = v.safeParse(menu, items);
    if (!isTrustedSender(event) || !checked.success) return;
    installMenu(checked.output, (id) => window.webContents.send(Channel.runCommand, id));
  });
  ipcMain.handle(Channel.pickFiles, async (event): Promise<readonly FileRef[]> => {
    if (!isTrustedSender(event)) return [];
    return engine.grant(await choosePaths(window));
  });
  ipcMain.handle(Channel.acceptPaths, async (event, dropped: unknown) => {
    const checked = v.safeParse(paths, dropped);
    if (!isTrustedSender(event) || !checked.success) return [];
    return engine.grant(checked.output);
  });
}
