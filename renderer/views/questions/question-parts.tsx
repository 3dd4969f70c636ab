import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import type { EngineError } from '../../client/engine-error';
import { useQuestions } from '../../state/questions';
import { CrossIcon } from '../../widgets/icons';
import { count } from '../../widgets/numbers';
import './questions.css';

interface PanelProps {
  readonly title: string;
  readonly sub?: ReactNode;
  readonly children: ReactNode;
}

/** Takes the focus when it opens; Escape and the cross close it and give the focus back. */
export function Panel({ title, sub, children }: PanelProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    heading.current?.focus();
    return () => {
      const target = before instanceof HTMLElement && before.isConnected ? before : null;
      (target ?? document.querySelector<HTMLElement>('[data-key-scope] [tabindex="0"]'))?.focus();
    };
  }, []);
  const close = () => useQuestions.getState().close();
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    close();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes from anywhere within.
    <div className="inspector-tabs question" onKeyDown={onKeyDown}>
      <header className="question-head">
        <h2 ref={heading} tabIndex={-1} className="inspector-title">
          {title}
        </h2>
        <button
          type="button"
          className="icon-button small at-end"
          aria-label="Close and show the selection"
          title="Close and show the selection"
          onClick={close}
        >
          <CrossIcon />
        </button>
        {sub ? <div className="question-sub">{sub}</div> : null}
      </header>
      <div className="inspector-body scrolls">{children}</div>
    </div>
  );
}

export function Failed({ error }: { readonly error: EngineError | null }) {
  return error ? (
    <p className="question-note" role="alert">
      {error.message}
    </p>
  ) : null;
}

export function More({ hidden, onClick }: { readonly hidden: number; onClick: () => void }) {
  return hidden > 0 ? (
    <button type="button" className="link more question-more" onClick={onClick}>
      {count(hidden)} more
    </button>
  ) : null;
}

interface EventButtonProps {
  readonly eventNid: number;
  readonly row: number | null;
  readonly children?: ReactNode;
  readonly className?: string;
}

/** Selects an event in the graph while the answer stays open. */
export function EventButton({ eventNid, row, children, className }: EventButtonProps) {
  const visit = useQuestions((questions) => questions.visit);
  if (row === null) return <span className={className}>{children ?? eventNid}</span>;
  return (
    <button
      type="button"
      className={className ?? 'link'}
      {...(children === undefined ? { 'aria-label': `Event ${eventNid}` } : {})}
      onClick={() => visit(eventNid, row)}
    >
      {children ?? eventNid}
    </button>
  );
}
