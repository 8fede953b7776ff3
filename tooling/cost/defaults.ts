import type { Knobs } from './model.ts';

/** What is reckoned with where nobody says otherwise: assumptions, not measurements. */
export const DEFAULTS: Knobs = {
  queries: 10_000_000,
  edgeHits: 0.3,
  memoryHits: 0.7,
  sourceMs: 250,
  gatewayMB: 1_769,
  subgraphMB: 1_024,
  logBytes: 1_500,
};
