import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { closeDoors } from '../../kernel/http.ts';
import { type Sandbox, startSandbox } from '../../sandbox/sandbox.ts';
import { testSource } from '../../test/support/source.ts';
import { planOf, requestsOf, type Visit } from './plan.ts';
import { probe, SIDE_BY_SIDE } from './probe.ts';
import { reportOf } from './table.ts';

const now = () => new Date('2026-11-23T07:30:00Z');
let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ now });
  Object.assign(process.env, sandbox.environment(), { SHARED_STATE_TABLE: '' });
});
afterEach(async () => {
  await closeDoors();
  sandbox.resetCounts();
});
afterAll(async () => {
  for (const variable of [...Object.keys(sandbox.environment()), 'SHARED_STATE_TABLE']) delete process.env[variable];
  await sandbox.close();
});

/** Probes with faults by dataset; afterwards everything works again. */
async function probed(only: readonly string[] = [], faults: Readonly<Record<string, string>> = {}) {
  const environment = () => Object.assign(process.env, sandbox.environment(), { SHARED_STATE_TABLE: '' });
  for (const [dataset, fault] of Object.entries(faults)) await sandbox.fail(dataset, fault);
  environment();
  const rows = await probe(await planOf(only), { now });
  for (const dataset of Object.keys(faults)) await sandbox.fail(dataset, null);
  environment();
  return rows;
}

it('finds every source OK, with something read, and counts each request that reached it', async () => {
  const rows = await probed();
  const open = sandbox.datasets.filter((dataset) => dataset !== 'household-register'); // That one is asked for a reason.
  expect(rows.map(({ dataset }) => dataset)).toEqual(open);
  expect(rows.filter(({ outcome, read }) => outcome !== 'OK' || read === 0)).toEqual([]);
  expect(rows.filter(({ freshness }) => freshness === 'STALE' || freshness === 'SUSPECT')).toEqual([]);
  expect(rows.map(({ dataset, requests }) => [dataset, requests])).toEqual(
    open.map((dataset) => [dataset, sandbox.requests(dataset).length]),
  );
  expect(rows.filter(({ bytes }) => bytes === null).map(({ dataset }) => dataset)).toEqual([
    'enterprise-register',
    'project-portfolio',
  ]);
  expect(rows.filter(({ bytes }) => bytes === 0)).toEqual([]);
  expect(sandbox.requests('shared-state')).toEqual([]);
});

it('says before it starts about how many requests it makes', async () => {
  const plan = await planOf([]);
  const made = (await probe(plan, { now })).reduce((sum, { requests }) => sum + requests, 0);
  expect(Math.abs(requestsOf(plan) - made)).toBeLessThan(made / 10);
});

describe('a source that fails', () => {
  const failed = (rows: Awaited<ReturnType<typeof probed>>) =>
    rows
      .filter(({ outcome }) => outcome !== 'OK')
      .map(({ dataset, outcome, method, field, cause, of }) => ({ dataset, outcome, method, field, cause, of }));

  it('names the field that was renamed, and no other source is touched', async () => {
    const rows = await probed([], { 'villo-stations': 'rename:station_id' });
    const field = 'data.stations.0.station_id';
    const told = { outcome: 'SOURCE_INVALID', method: 'bikeStations', field, cause: null, of: null };
    expect(failed(rows)).toEqual([{ dataset: 'villo-stations', ...told }]);
    expect(reportOf(rows)).toMatchObject({ probed: rows.length, ok: rows.length - 1, failed: 1, withoutKey: 0 });
  });

  it.each([
    ['hang', 'SOURCE_TIMEOUT', 'TimeoutError'],
    ['refuse', 'SOURCE_UNAVAILABLE', 'ECONNREFUSED'],
    ['certificate', 'SOURCE_UNAVAILABLE', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
    ['redirect', 'SOURCE_INVALID', 'OTHER_HOST'],
    ['500', 'SOURCE_UNAVAILABLE', 'HTTP_500'],
    ['throttle:60', 'SOURCE_THROTTLED', 'HTTP_503'],
    ['quota', 'SOURCE_THROTTLED', 'HTTP_403'],
    ['quota:429', 'SOURCE_THROTTLED', 'HTTP_429'],
    ['large', 'SOURCE_TOO_LARGE', null],
  ])('with %s is %s, by the code of its cause', async (fault, outcome, cause) => {
    const [row] = await probed(['nova-permits'], { 'nova-permits': fault });
    expect(row).toMatchObject({ outcome, cause, method: 'permits', read: 0 });
    expect(row?.limits).toEqual(fault === 'throttle:60' ? { 'retry-after': '60' } : {});
  });

  it('is not asked more, and not again for what would be asked with it', async () => {
    const rows = await probed(['stib-stops', 'stib-waiting-times', 'brussels-trees'], {
      'stib-stops': '500',
      'brussels-trees': 'html',
    });
    expect(failed(rows)).toMatchObject([
      { dataset: 'brussels-trees', outcome: 'SOURCE_INVALID', method: 'treesNear', field: 'body' },
      { dataset: 'stib-stops', outcome: 'SOURCE_UNAVAILABLE', of: null },
      { dataset: 'stib-waiting-times', outcome: 'NOT_ASKED', method: 'departures', of: 'stib-stops' },
    ]);
    expect(rows.map(({ requests }) => requests)).toEqual([1, 1, 0]);
  });

  it('is named where another source could not be read without it', async () => {
    const rows = await probed(['sncb-alerts', 'sncb-departures'], { 'sncb-stations': 'lie' });
    expect(failed(rows)).toMatchObject([
      { dataset: 'sncb-alerts', outcome: 'SOURCE_INVALID', of: 'sncb-stations' },
      { dataset: 'sncb-departures', outcome: 'NOT_ASKED', of: 'sncb-stations' },
    ]);
  });

  it('says when what it observed is older or newer than it may be', async () => {
    const rows = await probed(['kmi-weather', 'sensor-community'], {
      'kmi-weather': 'clock:86400',
      'sensor-community': 'clock:-86400',
    });
    expect(rows).toMatchObject([
      { dataset: 'kmi-weather', outcome: 'OK', freshness: 'SUSPECT', observedWithin: 2400 },
      { dataset: 'sensor-community', outcome: 'OK', freshness: 'STALE', observedWithin: 1800 },
    ]);
    expect(rows[0]?.age).toBeLessThan(0);
  });
});

it('asks the sources of an administration one after the other, and few administrations at once', async () => {
  const atWork: string[] = [];
  const most = { together: 0, ofOne: 0 };
  const visitTo = (name: string): Visit => {
    const ask = async () => {
      atWork.push(name);
      most.together = Math.max(most.together, new Set(atWork).size);
      most.ofOne = Math.max(most.ofOne, atWork.filter((one) => one === name).length);
      await new Promise((resolve) => setImmediate(resolve));
      atWork.splice(atWork.indexOf(name), 1);
      return [];
    };
    const questions = ['first', 'second'].map((method) => ({ method, requests: 1, needs: null, ask }));
    const sources = ['a', 'b'].map((id) => ({ source: testSource({ id: `${name}-${id}` }), owner: 'test', questions }));
    return { own: {}, sources };
  };
  const offices = Array.from({ length: 10 }, (_, at) => `office-${at}`);
  expect(await probe(offices.map(visitTo), { now })).toHaveLength(20);
  expect(most).toEqual({ together: SIDE_BY_SIDE, ofOne: 1 });
});
