import { useState } from 'react';
import { useEngine } from '../../client/engine';
import { type EngineError, toEngineError } from '../../client/engine-error';

interface Loaded<Part> {
  /** What the parts after the first belong to. */
  readonly first: unknown;
  readonly parts: readonly Part[];
  readonly error: EngineError | null;
  readonly loading: boolean;
}

/** The parts of a long list after the first, asked for one by one; another first part starts over. */
export function useParts<Part>(
  first: object | null,
  ask: (engine: ReturnType<typeof useEngine>, from: number) => Promise<readonly Part[]>,
  firstParts: readonly Part[],
) {
  const engine = useEngine();
  const [loaded, setLoaded] = useState<Loaded<Part>>(nothing(first));
  const current = loaded.first === first ? loaded : nothing<Part>(first);
  const parts = [...firstParts, ...current.parts];
  const settle = (next: Loaded<Part>) =>
    setLoaded((now) => (now.first === first || now === loaded ? next : now));
  const more = () => {
    if (current.loading) return;
    setLoaded({ ...current, loading: true });
    ask(engine, parts.length).then(
      (page) => settle({ ...current, parts: [...current.parts, ...page], loading: false }),
      (thrown: unknown) => settle({ ...current, error: toEngineError(thrown), loading: false }),
    );
  };
  return { parts, more, error: current.error };
}

function nothing<Part>(first: unknown): Loaded<Part> {
  return { first, parts: [], error: null, loading: false };
}
