import { useEffect, useState } from 'react';
import { CheckIcon, CopyIcon } from './icons';

interface CopyButtonProps {
  readonly text: string;
  /** What is copied: "event ID". */
  readonly what: string;
}

const SHOW_DONE_MS = 1500;

/** Says by its own drawing and name, for a moment, whether the text is on the clipboard. */
export function useCopy(): readonly [state: 'idle' | 'done' | 'failed', (text: string) => void] {
  const [state, setState] = useState<'idle' | 'done' | 'failed'>('idle');
  useEffect(() => {
    if (state === 'idle') return;
    const timer = setTimeout(() => setState('idle'), SHOW_DONE_MS);
    return () => clearTimeout(timer);
  }, [state]);
  const copy = (text: string) => {
    writeClipboard(text).then(
      () => setState('done'),
      () => setState('failed'),
    );
  };
  return [state, copy];
}

/** A page that is not a secure context has no clipboard at all. */
async function writeClipboard(text: string): Promise<void> {
  await navigator.clipboard.writeText(text);
}

export function CopyButton({ text, what }: CopyButtonProps) {
  const [state, copy] = useCopy();
  const label =
    state === 'done' ? `Copied ${what}` : state === 'failed' ? `Not copied` : `Copy ${what}`;
  return (
    <button
      type="button"
      className="icon-button small"
      aria-label={label}
      title={label}
      onClick={() => copy(text)}
    >
      {state === 'done' ? <CheckIcon /> : <CopyIcon />}
    </button>
  );
}

export function CopyTextButton({ text, children }: { text: string; children: string }) {
  const [state, copy] = useCopy();
  const label = state === 'done' ? 'Copied' : state === 'failed' ? 'Not copied' : children;
  return (
    <button type="button" className="button" onClick={() => copy(text)}>
      <CopyIcon />
      {label}
    </button>
  );
}
