import { CSPProvider } from '@base-ui/react/csp-provider';
import { Tooltip } from '@base-ui/react/tooltip';
import { useEffect } from 'react';
import { AppProvider } from './client/app-context';
import { EngineProvider } from './client/engine';
import { useConnection } from './client/use-connection';
import { AppCommands } from './commands/app-commands';
import { CommandKeys } from './commands/command-keys';
import { HelpSheet } from './commands/help/help-sheet';
import { NativeMenu } from './commands/native-menu';
import { Palette } from './commands/palette/palette';
import { KeySettings } from './commands/settings/key-settings';
import { LinkFollower } from './links/link-follower';
import type { HostPlatform } from './platform';
import { useViewState } from './state/view-state';
import { useTheme } from './theme/theme';
import { ImportReport } from './views/report/import-report';
import { RoomPicker } from './views/report/room-picker';
import { Connecting, EngineLost } from './views/shell/connection';
import { DropTarget } from './views/shell/drop-target';
import { ErrorBoundary } from './views/shell/error-boundary';
import { RoomScreen } from './views/shell/room-screen';
import { StartPage } from './views/start/start-page';

export function App({ host }: { readonly host: HostPlatform }) {
  const choice = useTheme((state) => state.choice);
  useEffect(() => host.setTheme(choice), [host, choice]);
  return (
    <CSPProvider disableStyleElements>
      <Tooltip.Provider delay={400}>
        <ErrorBoundary>
          <Connected host={host} />
        </ErrorBoundary>
      </Tooltip.Provider>
    </CSPProvider>
  );
}

function Connected({ host }: { readonly host: HostPlatform }) {
  const connection = useConnection(host);
  if (connection.kind === 'connecting') return <Connecting />;
  if (connection.kind === 'failed') return <EngineLost reason={connection.reason} />;
  return (
    <EngineProvider value={connection.engine}>
      <AppProvider value={connection.app}>
        <Screens lost={connection.lost !== null} />
        {connection.lost === null ? null : <EngineLost reason={connection.lost} />}
      </AppProvider>
    </EngineProvider>
  );
}

/** `lost`: nothing answers any more, so no dialog may stand before the one that says so. */
function Screens({ lost }: { readonly lost: boolean }) {
  const room = useViewState((state) => state.room);
  return (
    <>
      <AppCommands />
      <CommandKeys />
      <NativeMenu />
      <DropTarget />
      {lost ? null : <LinkFollower />}
      {room ? <RoomScreen room={room} /> : <StartPage />}
      {lost ? null : <CommandDialogs />}
      {lost ? null : <RoomPicker />}
      {lost ? null : <ImportReport />}
    </>
  );
}

function CommandDialogs() {
  return (
    <>
      <Palette />
      <HelpSheet />
      <KeySettings />
    </>
  );
}
