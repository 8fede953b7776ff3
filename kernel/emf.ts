import { DIMENSION, NAMESPACE, UNIT } from './metrics.ts';

type MetricName = keyof typeof UNIT;

/** Values of one metric in one document (CloudWatch embedded metric format, "Target members"). */
const MAX_VALUES = 100;

/**
 * The members that make a JSON line of the log a document of CloudWatch's embedded metric format: CloudWatch counts what
 * it reads there. One dimension, and numbers under the names of metrics; several of one metric as a list.
 */
export function metricsOf(
  dimension: keyof typeof DIMENSION,
  value: string,
  metrics: Readonly<Partial<Record<MetricName, number | readonly number[]>>>,
): Readonly<Record<string, unknown>> {
  const name = DIMENSION[dimension];
  const counted = Object.entries(metrics) as [MetricName, number | readonly number[]][];
  return {
    _aws: {
      Timestamp: Date.now(),
      CloudWatchMetrics: [
        {
          Namespace: NAMESPACE,
          Dimensions: [[name]],
          Metrics: counted.map(([Name]) => ({ Name, Unit: UNIT[Name] })),
        },
      ],
    },
    [name]: value,
    ...Object.fromEntries(
      counted.map(([metric, values]) => [metric, typeof values === 'number' ? values : values.slice(0, MAX_VALUES)]),
    ),
  };
}

/** Milliseconds as logs and metrics have them: to a tenth. */
export const tenths = (ms: number): number => Math.round(ms * 10) / 10;
