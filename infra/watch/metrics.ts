import { Duration } from 'aws-cdk-lib';
import { type IMetric, MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { DIMENSION, METRIC, NAMESPACE, SOURCE_METRIC } from '../../kernel/metrics.ts';
import { nameOf, tableName } from '../names.ts';

const FIVE_MINUTES = Duration.minutes(5);

interface Wanted {
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly statistic?: string;
  readonly label?: string;
}

const metric = ({ dimensions, statistic = 'Sum', ...wanted }: Wanted): Metric =>
  new Metric({ ...wanted, dimensionsMap: { ...dimensions }, statistic, period: FIVE_MINUTES });

/** One of Lambda's own metrics of a function. */
export const ofFunction = (
  stage: string,
  name: string,
  metricName: 'Errors' | 'Throttles' | 'Duration' | 'ConcurrentExecutions' | 'Invocations',
  statistic = 'Sum',
): Metric =>
  metric({
    namespace: 'AWS/Lambda',
    metricName,
    dimensions: { FunctionName: nameOf(stage, name) },
    statistic,
    label: name,
  });

/** One of API Gateway's metrics. */
export const ofApi = (ApiId: string, metricName: '5xx' | 'Count' | 'Latency', statistic = 'Sum'): Metric =>
  metric({ namespace: 'AWS/ApiGateway', metricName, dimensions: { ApiId }, statistic });

/** Reads and writes that DynamoDB refused as too many. */
export function throttled(stage: string, variable: string): MathExpression {
  const dimensions = { TableName: tableName(stage, variable) };
  const of = (metricName: string): Metric => metric({ namespace: 'AWS/DynamoDB', metricName, dimensions });
  return new MathExpression({
    expression: 'FILL(reads, 0) + FILL(writes, 0)',
    usingMetrics: { reads: of('ReadThrottleEvents'), writes: of('WriteThrottleEvents') },
    period: FIVE_MINUTES,
    label: variable,
  });
}

type What = keyof typeof METRIC;
/** What the gateway writes of the calls that it makes to a subgraph. */
export const ofSubgraph = (name: string, what: Exclude<What, 'cost'>, statistic = 'Sum'): Metric =>
  metric({
    namespace: NAMESPACE,
    metricName: METRIC[what],
    dimensions: { [DIMENSION.subgraph]: name },
    statistic,
    label: name,
  });

/** What a subgraph writes of the questions that it asks for a dataset. */
export const ofSource = (id: string, what: keyof typeof SOURCE_METRIC, statistic = 'Sum'): Metric =>
  metric({
    namespace: NAMESPACE,
    metricName: SOURCE_METRIC[what],
    dimensions: { [DIMENSION.source]: id },
    statistic,
    label: id,
  });

/** The operations that are asked most, or cost most, whatever they are called. */
export const byOperation = (what: What, statistic: 'Sum' | 'p95'): MathExpression =>
  new MathExpression({
    expression: `SORT(SEARCH('{${NAMESPACE},${DIMENSION.operation}} MetricName="${METRIC[what]}"', '${statistic}', 300), SUM, DESC, 10)`,
    label: '',
    usingMetrics: {},
  });

/** How many of a hundred; nothing while there are fewer than `least`, of which a share says nothing. */
export const share = (part: IMetric, whole: IMetric, least: number): MathExpression =>
  new MathExpression({
    expression: `IF(whole >= ${least}, 100 * part / whole, 0)`,
    usingMetrics: { part, whole },
    period: FIVE_MINUTES,
    label: 'percent',
  });
