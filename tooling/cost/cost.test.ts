import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT, sourceFolders } from '../folders.ts';
import { DEFAULTS } from './defaults.ts';
import { meanOf, readService } from './measured.ts';
import { billedFor, billOf, totalOf, turns } from './model.ts';
import { PRICES } from './prices.ts';
import { limitsOf, reachedAt, scaleTable } from './scale.ts';
import { standing } from './standing.ts';

const MEASURED = {
  gatewayMs: 10,
  subgraphsMs: 20,
  calls: 2,
  tableRequests: 8,
  zippedBytes: 5_000,
};
const STANDING = { metrics: 0, alarms: 0, secrets: 0 };
const price = (what: string, knobs = DEFAULTS): number =>
  billOf(MEASURED, knobs, STANDING, { ...PRICES, euroPerDollar: 1 }).find((line) => line.what === what)?.perMonth ??
  Number.NaN;

it('bills a gateway for its own work and the slowest of the subgraphs that run side by side', () => {
  const knobs = { ...DEFAULTS, memoryHits: 1, gatewayMB: 1_769, subgraphMB: 1_769 };
  expect(billedFor(MEASURED, knobs)).toEqual({ gatewayMs: 10 + 20 / 2, subgraphsMs: 20 });
});

it('has work take twice as long on half a processor, and waiting as long as ever', () => {
  const knobs = { ...DEFAULTS, memoryHits: 0, sourceMs: 100, gatewayMB: 1_769 };
  expect(billedFor(MEASURED, { ...knobs, subgraphMB: 1_769 }).subgraphsMs).toBe(20 + 2 * 100);
  expect(billedFor(MEASURED, { ...knobs, subgraphMB: 1_769 / 2 }).subgraphsMs).toBe(40 + 2 * 100);
});

it('multiplies by the prices: a million operations that the edge does not answer', () => {
  const knobs = { ...DEFAULTS, queries: 1e6, edgeHits: 0 };
  expect(price('API Gateway', knobs)).toBeCloseTo(1.2);
  expect(price('functions: requests', knobs)).toBeCloseTo(0.2 * 3);
  expect(price('CloudFront: bytes', knobs)).toBeCloseTo(5 * 0.085);
});

it('costs nothing behind the edge when the edge answers everything', () => {
  const knobs = { ...DEFAULTS, edgeHits: 1 };
  for (const what of ['gateway: time', 'subgraphs: time', 'functions: requests', 'API Gateway', 'shared table', 'logs'])
    expect(price(what, knobs)).toBe(0);
  expect(price('CloudFront: requests', knobs)).toBeGreaterThan(0);
});

it('names the knob that saves most first', () => {
  const all = turns(DEFAULTS, (knobs) => totalOf(billOf(MEASURED, knobs, STANDING, PRICES))).map(
    ({ perMonth }) => perMonth,
  );
  expect(all).toEqual(all.toSorted((a, b) => a - b));
  expect(all[0]).toBeLessThan(0);
});

it('counts the metrics, alarms and secrets of production that are paid for', async () => {
  const templates = readFileSync(join(ROOT, 'test', 'infra', 'snapshots', 'production.json'), 'utf8');
  const of = (type: string) => templates.split(`"AWS::${type}"`).length - 1;
  const { metrics, alarms, secrets } = await standing();
  expect(metrics).toBeGreaterThan(100);
  expect(secrets).toBe(of('SecretsManager::Secret'));
  // The snapshot leaves out those of sources, of which there is one each.
  expect(alarms).toBe(of('CloudWatch::Alarm') + sourceFolders().length);
});

it('says in docs/scale.md what the last measurement gives', () => {
  const limits = limitsOf(meanOf(readService()), DEFAULTS);
  expect(readFileSync(join(ROOT, 'docs', 'scale.md'), 'utf8')).toContain(scaleTable(limits));
  expect(limits.map(reachedAt).every((load) => load > 10)).toBe(true);
});
