import { sizeOf } from '../../infra/sizes.ts';
import type { Knobs } from './model.ts';

/** What is reckoned with where nobody says otherwise: assumptions, not measurements. */
export const DEFAULTS: Knobs = {
  queries: 10_000_000,
  edgeHits: 0.3,
  memoryHits: 0.7,
  sourceMs: 250,
  gatewayMB: sizeOf('gateway').memory,
  subgraphMB: sizeOf('governance').memory,
  logBytes: 1_500,
};
