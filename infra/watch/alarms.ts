import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { DeclaredGraph } from '../declared.ts';
import type { StageSettings } from '../stages.ts';
import { ofApi, ofFunction, ofSource, ofSubgraph, share, throttled } from './metrics.ts';

/** Something that a person should look at. What to do about it stands in `docs/runbook.md`, under its kind. */
export interface AlarmDefinition {
  readonly kind: string;
  /** What it is about, where there are several of a kind. */
  readonly of: string | null;
  readonly says: string;
  readonly metric: IMetric;
  /** It goes off above this, for so many of the last periods of five minutes. */
  readonly above: number;
  readonly periods: number;
}

/** Every alarm of a stage, from what its functions declare. */
export function alarmsOf(graph: DeclaredGraph, stage: StageSettings, apiId: string): readonly AlarmDefinition[] {
  const functions = [graph.gateway, ...graph.subgraphs].map(({ name }) => name);
  const tables = new Map([graph.gateway, ...graph.subgraphs].flatMap((one) => one.tables.map((t) => [t.variable, t])));
  const here = [...tables.values()].filter(({ owner }) => owner === 'ours' || stage.tables[owner] === 'here');
  return [
    {
      kind: 'api-errors',
      of: null,
      says: 'More than 2 % of the requests got no answer from us (5xx).',
      metric: share(ofApi(apiId, '5xx'), ofApi(apiId, 'Count'), 50),
      above: 2,
      periods: 2,
    },
    {
      kind: 'api-slow',
      of: null,
      says: 'One request in twenty takes more than 4 seconds.',
      metric: ofApi(apiId, 'Latency', 'p95'),
      above: 4_000,
      periods: 3,
    },
    ...functions.flatMap((name) => [
      {
        kind: 'function-fails',
        of: name,
        says: `The function ${name} ends without an answer: it throws, runs out of time or out of memory.`,
        metric: ofFunction(stage.name, name, 'Errors'),
        above: 5,
        periods: 2,
      },
      {
        kind: 'function-throttled',
        of: name,
        says: `The function ${name} has no instance left for some of its calls.`,
        metric: ofFunction(stage.name, name, 'Throttles'),
        above: 10,
        periods: 2,
      },
    ]),
    ...[...graph.subgraphs.map(({ name }) => name), ...graph.remotes].flatMap((name) => [
      {
        kind: 'subgraph-fails',
        of: name,
        says: `More than a quarter of the calls to ${name} fail; its fields are null.`,
        metric: share(ofSubgraph(name, 'errors'), ofSubgraph(name, 'requests'), 20),
        above: 25,
        periods: 2,
      },
      {
        kind: 'subgraph-slow',
        of: name,
        says: `One call in twenty to ${name} takes more than 5 of the 8 seconds that it is given.`,
        metric: ofSubgraph(name, 'latency', 'p95'),
        above: 5_000,
        periods: 3,
      },
    ]),
    ...(stage.sourceAlarms ? graph.sources : []).map(({ id }) => ({
      kind: 'source-fails',
      of: id,
      says: `More than half of the questions for ${id} fail.`,
      metric: share(ofSource(id, 'errors'), ofSource(id, 'calls'), 5),
      above: 50,
      periods: 6,
    })),
    ...here.map(({ variable }) => ({
      kind: 'table-throttled',
      of: variable,
      says: `The table of ${variable} refuses writes or reads as too many.`,
      metric: throttled(stage.name, variable),
      above: 10,
      periods: 2,
    })),
  ];
}

/** What a function says in its log that a person should know at once. */
export interface LoggedAlarm {
  readonly kind: string;
  readonly says: string;
  /** The message, as the code writes it. */
  readonly message: string;
  /** Only functions that read this variable can say it; null for all. */
  readonly reads: string | null;
}

export const LOGGED: readonly LoggedAlarm[] = [
  {
    kind: 'trail-unwritten',
    says: 'What is closed cannot be read, and nothing be changed: the trail cannot be written.',
    message: 'the trail cannot be written',
    reads: 'TRAIL_TABLE',
  },
  {
    kind: 'secret-unread',
    says: 'A function cannot read one of its secrets.',
    message: 'a secret cannot be read',
    reads: null,
  },
  {
    kind: 'gateway-unbelieved',
    says: 'Subgraphs believe nothing that the gateway signs: their keys are not the same.',
    message: 'nothing that the gateway signs is believed',
    reads: 'GATEWAY_KEYS',
  },
];
