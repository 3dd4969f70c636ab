import { useEffect, useReducer } from 'react';
import type { Params, RequestName, ResultOf } from '../../core/contract/requests';
import { useEngine } from './engine';
import { type EngineError, toEngineError } from './engine-error';

export interface RequestState<Result> {
  /** The last result; kept while the next one is on its way. */
  readonly data: Result | null;
  /** `data` belongs to the parameters asked for now. */
  readonly fresh: boolean;
  readonly error: EngineError | null;
}

interface Entry {
  readonly key: string | null;
  readonly data: unknown;
  readonly error: EngineError | null;
}
const NOTHING: Entry = { key: null, data: null, error: null };

/**
 * Asks the engine whenever `params` change in value; null asks nothing. Answers to questions that
 * are no longer asked are dropped, and the old answer stays on screen until the new one is here.
 */
export function useRequest<Name extends RequestName>(
  name: Name,
  params: Params<Name> | null,
): RequestState<ResultOf<Name>> {
  const engine = useEngine();
  const key = params === null ? null : JSON.stringify([name, params]);
  const [entry, settle] = useReducer(keepLast, NOTHING);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for `params` by value.
  useEffect(() => {
    if (key === null || params === null) return;
    const abort = new AbortController();
    engine.request(name, params, { signal: abort.signal }).then(
      (data) => {
        if (!abort.signal.aborted) settle({ key, data, error: null });
      },
      (error: unknown) => {
        if (!abort.signal.aborted) settle({ key, data: null, error: toEngineError(error) });
      },
    );
    return () => abort.abort();
  }, [engine, name, key]);

  const fresh = key !== null && entry.key === key;
  return {
    data: key === null ? null : (entry.data as ResultOf<Name> | null),
    fresh,
    error: fresh ? entry.error : null,
  };
}

function keepLast(last: Entry, next: Entry): Entry {
  return next.error ? { ...next, data: last.data } : next;
}
