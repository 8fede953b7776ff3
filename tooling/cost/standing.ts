import { declaredGraph } from '../../infra/declared.ts';
import { STAGES } from '../../infra/stages.ts';
import { alarmsOf, LOGGED } from '../../infra/watch/alarms.ts';
import { METRIC, SOURCE_METRIC } from '../../kernel/metrics.ts';
import { clientOperations } from '../client-operations.ts';
import type { Standing } from './model.ts';

/**
 * What is paid for whether anybody asks or not, in the stage `production`: what its functions declare makes alarms and
 * secrets, and there is one metric for each name and each value of its dimension.
 */
export async function standing(): Promise<Standing> {
  const stage = STAGES.find(({ name }) => name === 'production');
  if (!stage) throw new Error('There is no stage production.');
  const graph = await declaredGraph();
  const operations = clientOperations().length + 1; // All that is not ours has one name.
  const byOperation = Object.keys(METRIC).length;
  const bySubgraph = byOperation - 1; // Without the cost.
  const secrets = [graph.gateway, ...graph.subgraphs].flatMap((one) => one.secrets.map(({ variable }) => variable));
  return {
    metrics:
      operations * byOperation +
      (graph.subgraphs.length + graph.remotes.length) * bySubgraph +
      graph.sources.length * Object.keys(SOURCE_METRIC).length,
    alarms: alarmsOf(graph, stage, 'api').length + LOGGED.length,
    secrets: new Set(secrets).size,
  };
}
