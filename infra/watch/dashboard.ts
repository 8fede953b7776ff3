import { Color, GraphWidget, type IMetric, type IWidget, TextWidget } from 'aws-cdk-lib/aws-cloudwatch';
import type { DeclaredGraph } from '../declared.ts';
import { byOperation, ofApi, ofFunction, ofSource, ofSubgraph } from './metrics.ts';

/** What is to be seen of a stage, from above: requests, operations, subgraphs, the sources of each, functions. */
export function widgetsOf(
  { gateway, subgraphs, remotes, sources }: DeclaredGraph,
  stage: string,
  apiId: string,
): IWidget[][] {
  const graph = (title: string, left: readonly IMetric[], unit = '', width = 8): IWidget =>
    new GraphWidget({ title, left: [...left], leftYAxis: { min: 0, label: unit, showUnits: false }, width, height: 6 });
  const names = [gateway, ...subgraphs].map(({ name }) => name);
  const called = [...subgraphs.map(({ name }) => name), ...remotes];
  const readBy = Map.groupBy(sources, ({ subgraph }) => subgraph);
  return [
    [
      graph('Requests', [ofApi(apiId, 'Count')]),
      graph('Without an answer (5xx)', [ofApi(apiId, '5xx').with({ color: Color.RED })]),
      graph(
        'Latency, median and 95 %',
        ['p50', 'p95'].map((statistic) => ofApi(apiId, 'Latency', statistic)),
        'ms',
      ),
    ],
    [
      graph('Operations asked most', [byOperation('requests', 'Sum')]),
      graph('Operations that are slowest (95 %)', [byOperation('latency', 'p95')], 'ms'),
      graph('Operations that cost most', [byOperation('cost', 'Sum')], 'cost units'),
    ],
    [
      graph(
        'Calls to subgraphs',
        called.map((name) => ofSubgraph(name, 'requests')),
      ),
      graph(
        'Calls that failed',
        called.map((name) => ofSubgraph(name, 'errors')),
      ),
      graph(
        'Calls, 95 %',
        called.map((name) => ofSubgraph(name, 'latency', 'p95')),
        'ms',
      ),
    ],
    ...[...readBy].flatMap(([name, read]) => [
      [new TextWidget({ markdown: `## Sources of ${name}`, width: 24, height: 1 })],
      [
        graph(
          'Questions',
          read.map(({ id }) => ofSource(id, 'calls')),
          '',
          6,
        ),
        graph(
          'Failed',
          read.map(({ id }) => ofSource(id, 'errors')),
          '',
          6,
        ),
        graph(
          'Answered beyond freshness',
          read.map(({ id }) => ofSource(id, 'stale')),
          '',
          6,
        ),
        graph(
          '95 %',
          read.map(({ id }) => ofSource(id, 'latency', 'p95')),
          'ms',
          6,
        ),
      ],
    ]),
    [new TextWidget({ markdown: '## Functions', width: 24, height: 1 })],
    [
      graph(
        'Instances',
        names.map((name) => ofFunction(stage, name, 'ConcurrentExecutions', 'Maximum')),
      ),
      graph(
        'Ended without an answer',
        names.map((name) => ofFunction(stage, name, 'Errors')),
      ),
      graph(
        'Refused for want of an instance',
        names.map((name) => ofFunction(stage, name, 'Throttles')),
      ),
    ],
  ];
}
