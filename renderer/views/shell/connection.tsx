import { Logo } from '../../widgets/icons';
import './connection.css';

export function Connecting() {
  return (
    <main className="connection" aria-busy="true">
      <p className="connection-wait" role="status">
        <span className="spinner" aria-hidden="true" />
        Starting
      </p>
    </main>
  );
}

/** The engine is gone, and with it everything that was open; only a new start helps. */
export function EngineLost({ reason }: { readonly reason: string }) {
  return (
    <div className="connection lost" role="alertdialog" aria-labelledby="engine-lost">
      <div className="connection-card">
        <Logo size={32} />
        <h1 id="engine-lost" className="dialog-title">
          Roomscope has lost its engine
        </h1>
        <p>{reason}</p>
        <p>Files are as they were. Reloading starts again with nothing open.</p>
        <button
          type="button"
          className="button primary"
          // biome-ignore lint/a11y/noAutofocus: the only thing left to do on this screen.
          autoFocus
          onClick={() => window.location.reload()}
        >
          Reload
        </button>
      </div>
    </div>
  );
}
