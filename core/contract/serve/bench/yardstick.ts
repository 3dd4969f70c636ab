import type { EngineHost } from '../engine-host';

/** What every machine can compare itself by: `JSON.parse` of the same lines, in milliseconds. */
export function parseOnce(lines: readonly string[], host: EngineHost): number {
  const from = host.monotonicMs();
  for (const line of lines) JSON.parse(line);
  return host.monotonicMs() - from;
}
