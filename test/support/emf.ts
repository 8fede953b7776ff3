import * as v from 'valibot';
import type { Line } from './lines.ts';

/** Units of a metric (CloudWatch API, `MetricDatum`). */
const UNITS = [
  ...['Seconds', 'Microseconds', 'Milliseconds', 'Count', 'Percent', 'None', 'Count/Second'],
  ...['', '/Second'].flatMap((per) =>
    [
      'Bytes',
      'Kilobytes',
      'Megabytes',
      'Gigabytes',
      'Terabytes',
      'Bits',
      'Kilobits',
      'Megabits',
      'Gigabits',
      'Terabits',
    ].map((unit) => unit + per),
  ),
];

const named = (longest: number) => v.pipe(v.string(), v.minLength(1), v.maxLength(longest));
/** The JSON schema of the specification ("Embedded metric format: root node"). */
const Root = v.looseObject({
  _aws: v.strictObject({
    Timestamp: v.pipe(v.number(), v.integer(), v.minValue(0)),
    CloudWatchMetrics: v.pipe(
      v.array(
        v.strictObject({
          Namespace: named(1_024),
          Dimensions: v.pipe(v.array(v.pipe(v.array(named(250)), v.minLength(1), v.maxLength(30))), v.minLength(1)),
          Metrics: v.pipe(
            v.array(
              v.strictObject({
                Name: named(1_024),
                Unit: v.optional(v.picklist(UNITS)),
                StorageResolution: v.optional(v.picklist([1, 60])),
              }),
            ),
            v.minLength(1),
            v.maxLength(100),
          ),
        }),
      ),
      v.minLength(1),
    ),
  }),
});

const value = v.pipe(v.number(), v.finite());
const TargetMetric = v.union([value, v.pipe(v.array(value), v.minLength(1), v.maxLength(100))]);
/** Printable ASCII, not starting with a colon (CloudWatch API, `Dimension`). */
const TargetDimension = v.pipe(named(1_024), v.regex(/^(?!:)[\x20-\x7e]+$/));

const HOUR = 3_600_000;

/** What a line breaks of CloudWatch's embedded metric format; nothing when CloudWatch counts all of it. */
export function violationsOfEmf(line: Line, now = Date.now()): readonly string[] {
  const { success, output, issues } = v.safeParse(Root, line);
  if (!success) return issues.map(({ message, path }) => `${path?.map(({ key }) => key).join('.')}: ${message}`);
  const { Timestamp, CloudWatchMetrics } = output._aws;
  const targets = CloudWatchMetrics.flatMap(({ Dimensions, Metrics }) => [
    ...Dimensions.flat().map((name) => [name, TargetDimension] as const),
    ...Metrics.map(({ Name }) => [Name, TargetMetric] as const),
  ]);
  return [
    ...(Timestamp < now - 14 * 24 * HOUR || Timestamp > now + 2 * HOUR
      ? ['_aws.Timestamp: not of these two weeks']
      : []),
    ...(JSON.stringify(line).length > 1_000_000 ? ['longer than an event of a log'] : []),
    ...targets.flatMap(([name, schema]) =>
      Object.hasOwn(line, name) && v.is(schema, line[name]) ? [] : [`${name}: no target member that fits`],
    ),
  ];
}
