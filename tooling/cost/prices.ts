/**
 * What Amazon asks for in Frankfurt (eu-central-1), in US dollars without tax, beyond the free allowances: list prices
 * as this file's author knew them on the day below. No price list is asked: look them up before a budget depends on them,
 * at https://aws.amazon.com/pricing/ , and change the day with them.
 */
export const PRICES = {
  asOf: '2026-11-27',
  region: 'eu-central-1',
  /** Euro for one dollar. */
  euroPerDollar: 0.9,
  /** A second of a GB of memory on arm64. */
  lambdaGbSecond: 0.0000133334,
  lambdaRequest: 0.2 / 1e6,
  httpApiRequest: 1.2 / 1e6,
  cloudFrontRequest: 1.2 / 1e6,
  /** A GB to the public, in Europe. */
  cloudFrontGb: 0.085,
  wafRequest: 0.6 / 1e6,
  wafMonth: 5 + 3, // The list, and three rules.
  dynamoRead: 0.1525 / 1e6,
  dynamoWrite: 0.7625 / 1e6,
  logsGb: 0.63,
  metricMonth: 0.3,
  alarmMonth: 0.1,
  dashboardMonth: 3,
  secretMonth: 0.4,
} as const;

export type Prices = { readonly [Name in keyof typeof PRICES]: (typeof PRICES)[Name] extends number ? number : string };
