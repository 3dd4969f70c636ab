import * as v from 'valibot';
import { RoomscopeError } from '../base/errors';
import type { Progress } from '../base/work';
import { readFrame } from './frames';
import type { NotificationName, Notifications, Params, RequestName, ResultOf } from './requests';
import { isNotificationName, notificationSchemas } from './schemas';
import type { Frame, Pipe } from './transport';

export interface RequestOptions {
  /** Aborting asks the engine to stop; the request then fails with code `cancelled`. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
}

export interface EngineClient {
  /** Rejects with a {@link RoomscopeError}, also where the pipe closes before the answer. */
  request<Name extends RequestName>(
    name: Name,
    params: Params<Name>,
    options?: RequestOptions,
  ): Promise<ResultOf<Name>>;
  /** Returns a function that ends it. What came while nobody listened is told to the first one. */
  on<Name extends NotificationName>(
    name: Name,
    listener: (params: Notifications[Name]) => void,
  ): () => void;
  /** Called once when the engine is gone, with the reason in words. */
  onClose(listener: (reason: string) => void): void;
}

interface Pending {
  readonly onProgress: ((progress: Progress) => void) | undefined;
  resolve(result: unknown): void;
  reject(error: RoomscopeError): void;
}

interface Subscription<Name extends NotificationName> {
  readonly listeners: Set<(params: Notifications[Name]) => void>;
  readonly missed: Notifications[Name][];
}
type Subscriptions = { readonly [Name in NotificationName]: Subscription<Name> };

/** The front's end of a pipe. */
export function createClient(pipe: Pipe): EngineClient {
  const pending = new Map<number, Pending>();
  const subscriptions: Subscriptions = { 'app.open': { listeners: new Set(), missed: [] } };
  const closeListeners: ((reason: string) => void)[] = [];
  let closedBecause: string | null = null;
  let lastId = 0;

  pipe.onFrame((received) => {
    const frame = readFrame(received);
    if (frame?.kind === 'notification') notify(subscriptions, frame.name, frame.params);
    else if (frame) settle(pending, frame);
  });
  pipe.onClose((reason) => {
    closedBecause = reason;
    for (const waiting of pending.values()) waiting.reject(gone(reason));
    pending.clear();
    for (const listener of closeListeners) listener(reason);
  });

  function request<Name extends RequestName>(
    name: Name,
    params: Params<Name>,
    { signal, onProgress }: RequestOptions = {},
  ): Promise<ResultOf<Name>> {
    if (closedBecause !== null) return Promise.reject(gone(closedBecause));
    if (signal?.aborted) return Promise.reject(cancelled());
    lastId += 1;
    const id = lastId;
    const answer = new Promise<ResultOf<Name>>((resolve, reject) => {
      // The engine answers the request of this ID with a result of this name; it is the same build.
      pending.set(id, { onProgress, resolve: resolve as (result: unknown) => void, reject });
    });
    const cancel = () => pipe.post({ kind: 'cancel', id });
    signal?.addEventListener('abort', cancel);
    pipe.post({ kind: 'request', id, name, params });
    return answer.finally(() => signal?.removeEventListener('abort', cancel));
  }

  return {
    request,
    on(name, listener) {
      const { listeners, missed } = subscriptions[name];
      listeners.add(listener);
      for (const params of missed.splice(0)) listener(params);
      return () => listeners.delete(listener);
    },
    onClose(listener) {
      closeListeners.push(listener);
    },
  };
}

function settle(pending: Map<number, Pending>, frame: Frame): void {
  if (frame.kind !== 'result' && frame.kind !== 'error' && frame.kind !== 'progress') return;
  const waiting = pending.get(frame.id);
  if (!waiting) return;
  if (frame.kind === 'progress') {
    waiting.onProgress?.(frame.progress);
    return;
  }
  pending.delete(frame.id);
  if (frame.kind === 'result') waiting.resolve(frame.result);
  else waiting.reject(new RoomscopeError(frame.error.code, frame.error.message, frame.error));
}

function notify(subscriptions: Subscriptions, name: string, params: unknown): void {
  if (!isNotificationName(name)) return;
  const checked = v.safeParse(notificationSchemas[name], params);
  if (!checked.success) return;
  const { listeners, missed } = subscriptions[name];
  if (listeners.size === 0) missed.push(checked.output);
  for (const listener of listeners) listener(checked.output);
}

function gone(reason: string): RoomscopeError {
  return new RoomscopeError('internal', `The engine does not answer: ${reason}`);
}

function cancelled(): RoomscopeError {
  return new RoomscopeError('cancelled', 'Cancelled. Nothing was changed.');
}
