import { columns } from '../columns.ts';
import type { Measured } from './measured.ts';
import { billedFor, billOf, type Knobs, type Standing, totalOf } from './model.ts';
import type { Prices } from './prices.ts';

/** A limit that traffic runs into. */
interface Limit {
  readonly of: string;
  /** What an account or an administration gives without being asked. */
  readonly given: number;
  readonly unit: string;
  /** What so many queries a second need of it. */
  readonly needed: (perSecond: number) => number;
}

/** Queries a second for which it is worked out. */
export const LOADS = [10, 1_000, 100_000] as const;

const SECONDS_A_MONTH = 30 * 86_400;

/** Limits of AWS that an account starts with (Service Quotas, eu-central-1). */
export function limitsOf(measured: Measured, knobs: Knobs): readonly Limit[] {
  const billed = billedFor(measured, knobs);
  const behind = (perSecond: number): number => perSecond * (1 - knobs.edgeHits);
  const gateway = (perSecond: number): number => (behind(perSecond) * billed.gatewayMs) / 1_000;
  const subgraphs = (perSecond: number): number => (behind(perSecond) * billed.subgraphsMs) / 1_000;
  const table = (perSecond: number): number =>
    (behind(perSecond) * measured.tableRequests * (1 - knobs.memoryHits)) / 2;
  return [
    {
      of: 'Lambda: instances at once, in the account',
      given: 1_000,
      unit: 'instances',
      needed: (perSecond) => gateway(perSecond) + subgraphs(perSecond),
    },
    { of: 'API Gateway: requests', given: 10_000, unit: 'a second', needed: behind },
    { of: 'CloudFront: requests', given: 250_000, unit: 'a second', needed: (perSecond) => perSecond },
    { of: 'shared table: writes', given: 40_000, unit: 'a second', needed: table },
    { of: 'shared table: reads', given: 40_000, unit: 'a second', needed: table },
  ];
}

/** The load at which a limit is reached, in queries a second: each need grows in proportion. */
export const reachedAt = ({ given, needed }: Limit): number => given / needed(1);

/** The limits, the first to be reached first: what each load needs of them. */
export function scaleTable(limits: readonly Limit[]): string {
  const count = (value: number): string => Math.ceil(value).toLocaleString('en');
  return columns([
    ['', 'given', ...LOADS.map((load) => `at ${count(load)}/s`), 'reached at'],
    ...limits
      .toSorted((a, b) => reachedAt(a) - reachedAt(b))
      .map((limit) => [
        limit.of,
        `${count(limit.given)} ${limit.unit}`,
        ...LOADS.map((load) => count(limit.needed(load))),
        `${count(reachedAt(limit))}/s`,
      ]),
  ]);
}

/** What a month at each load costs, in euro. */
export function costs(measured: Measured, knobs: Knobs, standing: Standing, prices: Prices): readonly number[] {
  return LOADS.map((load) =>
    totalOf(billOf(measured, { ...knobs, queries: load * SECONDS_A_MONTH }, standing, prices)),
  );
}
