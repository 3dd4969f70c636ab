/** What the engine measures, in the order of `bench all`. */
export const ENGINE_BENCHES = ['ingest'] as const;

export type EngineBenchName = (typeof ENGINE_BENCHES)[number];
