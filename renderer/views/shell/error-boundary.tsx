import { Component, type ReactNode } from 'react';
import { CopyTextButton } from '../../widgets/copy-button';
import './connection.css';

interface Props {
  readonly children: ReactNode;
}

interface State {
  readonly error: Error | null;
}

/** The last net under a mistake of ours: says so, instead of an empty window. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { error: null };

  static getDerivedStateFromError(error: unknown): State {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (!error) return this.props.children;
    return (
      <main className="connection" role="alert">
        <div className="connection-card">
          <h1 className="dialog-title">This view could not be drawn</h1>
          <p>{error.message}</p>
          <p>It is a fault in Roomscope. Files are as they were.</p>
          <div className="dialog-actions">
            <button
              type="button"
              className="button primary"
              onClick={() => window.location.reload()}
            >
              Reload
            </button>
            <CopyTextButton text={error.stack ?? error.message}>Copy details</CopyTextButton>
          </div>
        </div>
      </main>
    );
  }
}
