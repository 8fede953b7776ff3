import { DIMENSION, NAMESPACE, UNIT } from './metrics.ts';

type MetricName = keyof typeof UNIT;
type Counted = Readonly<Partial<Record<MetricName, number | readonly number[]>>>;

/** Values of one metric in one document (CloudWatch embedded metric format, "Target members"). */
const MAX_VALUES = 100;

/** What says how numbers are to be counted is the same for each line of a kind: as JSON text. */
const directives = new Map<string, string>();

/**
 * The members that make a JSON line of the log a document of CloudWatch's embedded metric format, as JSON text without
 * its braces: one dimension, and finite numbers under the names of metrics, several of one metric as a list. Put together
 * by hand, because all that differs from line to line is numbers and one name, and each request has several lines.
 */
export function countedMembers(dimension: keyof typeof DIMENSION, value: string, metrics: Counted): string {
  const counted = Object.entries(metrics);
  const key = `${dimension} ${Object.keys(metrics)}`;
  const directive = directives.get(key) ?? directiveOf(DIMENSION[dimension], Object.keys(metrics) as MetricName[]);
  directives.set(key, directive);
  const numbers = counted.map(([name, values]) =>
    typeof values === 'number' ? `"${name}":${values}` : `"${name}":[${values.slice(0, MAX_VALUES)}]`,
  );
  const aws = `"_aws":{"Timestamp":${Date.now()},"CloudWatchMetrics":[${directive}]}`;
  return [aws, `"${DIMENSION[dimension]}":${JSON.stringify(value)}`, ...numbers].join(',');
}

const directiveOf = (dimension: string, metrics: readonly MetricName[]): string =>
  JSON.stringify({
    Namespace: NAMESPACE,
    Dimensions: [[dimension]],
    Metrics: metrics.map((Name) => ({ Name, Unit: UNIT[Name] })),
  });

/** Milliseconds as logs and metrics have them: to a tenth. */
export const tenths = (ms: number): number => Math.round(ms * 10) / 10;
