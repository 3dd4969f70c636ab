/** What the engine measures, in the order of `bench all`. */
export const ENGINE_BENCHES = ['ingest', 'hash', 'resolve', 'resolve-curve'] as const;

export type EngineBenchName = (typeof ENGINE_BENCHES)[number];
