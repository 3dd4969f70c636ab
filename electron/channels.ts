/** Names of the messages between the preload script and the main process. */
export const Channel = {
  requestPort: 'roomscope:request-port',
  port: 'roomscope:port',
  pickFiles: 'roomscope:pick-files',
  acceptPaths: 'roomscope:accept-paths',
  setTheme: 'roomscope:set-theme',
  setMenu: 'roomscope:set-menu',
  runCommand: 'roomscope:run-command',
} as const;
