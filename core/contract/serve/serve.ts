import * as v from 'valibot';
import { InvariantError } from '../../base/assert';
import { type ErrorReport, RoomscopeError } from '../../base/errors';
import type { Platform } from '../../base/platform-port';
import { Work } from '../../base/work';
import { readFrame } from '../frames';
import type { Params, RequestName, ResultOf } from '../requests';
import { firstIssue, isRequestName, requestSchemas } from '../schemas';
import type { Frame, Pipe } from '../transport';

/**
 * One function per request. A typed array in a result is given away: where its view spans its
 * whole buffer, the buffer moves to the front and is empty here afterwards. Send a copy of what
 * is kept.
 */
export type Handlers = {
  readonly [Name in RequestName]: (
    params: Params<Name>,
    context: RequestContext,
  ) => Promise<ResultOf<Name>>;
};

export interface RequestContext {
  readonly work: Work;
  readonly signal: AbortSignal;
}

/** Told of every failure that is a bug, since the front gets no more than one sentence. */
export type OnInternalError = (request: string, error: unknown) => void;

/**
 * Answers the requests that arrive on `pipe` until it closes, when those still running are
 * cancelled. Requests run side by side; each gets exactly one result or error.
 */
export function serve(
  pipe: Pipe,
  handlers: Handlers,
  platform: Platform,
  onInternalError?: OnInternalError,
): void {
  const running = new Map<number, AbortController>();

  async function answer(request: RequestFrame): Promise<void> {
    const { id } = request;
    if (running.has(id)) {
      pipe.post({ kind: 'error', id, error: usage(`The request number ${id} is in use.`) });
      return;
    }
    const controller = new AbortController();
    running.set(id, controller);
    const work = new Work(platform, controller.signal, (progress) => {
      if (running.get(id) === controller) pipe.post({ kind: 'progress', id, progress });
    });
    const failed = (error: unknown) => onInternalError?.(request.name, error);
    const reply = await run(request, handlers, { work, signal: controller.signal }, failed);
    running.delete(id);
    try {
      pipe.post(reply);
    } catch (error) {
      // The handler returned something that no pipe carries.
      failed(error);
      pipe.post({ kind: 'error', id, error: internal(request.name, error) });
    }
  }

  pipe.onFrame((received) => {
    const frame = readFrame(received);
    if (frame?.kind === 'request') void answer(frame);
    else if (frame?.kind === 'cancel') running.get(frame.id)?.abort();
  });
  pipe.onClose(() => {
    for (const controller of running.values()) controller.abort();
  });
}

type RequestFrame = Extract<Frame, { kind: 'request' }>;

async function run(
  { id, name, params }: RequestFrame,
  handlers: Handlers,
  context: RequestContext,
  onInternalError: (error: unknown) => void,
): Promise<Frame> {
  try {
    if (!isRequestName(name)) throw new RoomscopeError('usage', `There is no request ${name}.`);
    const result = await dispatch(name, params, handlers, context);
    return { kind: 'result', id, result };
  } catch (error) {
    if (error instanceof RoomscopeError) return { kind: 'error', id, error: error.report() };
    onInternalError(error);
    return { kind: 'error', id, error: internal(name, error) };
  }
}

function dispatch<Name extends RequestName>(
  name: Name,
  params: unknown,
  handlers: Handlers,
  context: RequestContext,
): Promise<ResultOf<Name>> {
  const schema: v.GenericSchema<unknown, Params<Name>> = requestSchemas[name];
  const checked = v.safeParse(schema, params);
  if (checked.success) return handlers[name](checked.output, context);
  const { field, reason } = firstIssue(checked.issues);
  const where = field === null ? '' : ` in ${field}`;
  throw new RoomscopeError('usage', `The request ${name} is not valid${where}: ${reason}.`, {
    field,
  });
}

/** No stack and no foreign message: those may hold paths, and the front can do nothing with them. */
function internal(name: string, error: unknown): ErrorReport {
  const detail = error instanceof InvariantError ? ` (${error.message})` : '';
  return new RoomscopeError(
    'internal',
    `Roomscope failed in ${name}${detail}. This is a bug in Roomscope; nothing stored was changed.`,
  ).report();
}

function usage(message: string): ErrorReport {
  return new RoomscopeError('usage', message).report();
}
