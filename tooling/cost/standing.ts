import { METRIC, SOURCE_METRIC } from '../../kernel/metrics.ts';
import { clientOperations } from '../client-operations.ts';
import { ownSubgraphNames, sourceFolders } from '../folders.ts';
import type { Standing } from './model.ts';

/** Alarms and secrets of the stage `production`, as `npm run synth` counts them. */
const PRODUCTION = { alarms: 78, secrets: 8 };

/** What is paid for whether anybody asks or not: one metric for each name and each value of its dimension. */
export function standing(): Standing {
  const operations = clientOperations().length + 1; // All that is not ours has one name.
  const byOperation = Object.keys(METRIC).length;
  const bySubgraph = byOperation - 1; // Without the cost.
  const metrics =
    operations * byOperation +
    ownSubgraphNames().length * bySubgraph +
    sourceFolders().length * Object.keys(SOURCE_METRIC).length;
  return { ...PRODUCTION, metrics };
}
