/**
 * The other side of `npm run soak`, in a process of its own: the sandbox, of whose answers one in a hundred fails, and
 * the clients. Tells its parent where the sources are, then asks at the rate it is told and reports what it saw.
 */
import { print } from 'graphql';
import { MunicipalityTodayDocument } from '../../client/__generated__/operations.ts';
import { startSandbox } from '../../sandbox/sandbox.ts';

/** What the parent says: ask there, so often a second (0: as fast as `CALIBRATION` clients can), for so long. */
export interface Order {
  readonly url: string;
  readonly rate: number;
  readonly seconds: number;
}

/** What was seen in one stretch of time. */
export interface Seen {
  readonly asked: number;
  /** Without an HTTP status of 200, or without any answer. */
  readonly failed: number;
  /** With an error or a source that is not well in it. */
  readonly partial: number;
  readonly p50: number;
  readonly p99: number;
}

const CALIBRATION = 16;
const QUESTIONS = [
  print(MunicipalityTodayDocument),
  '{ stops(first: 40) { id departures(first: 2) { line expectedAt } } }',
  '{ airStations { id no2 { value } hourly(pollutant: NO2, hours: 24) { value observedAt } } }',
  '{ bikeStations(first: 100) { id bikesAvailable provenance { freshness } } }',
  '{ municipalities { nisCode name { value } airQuality { no2 { value } } } }',
  '{ incidents(first: 50) { id status municipality { nisCode name { fr } } } }',
  '{ sourceStatus { state since health { errorShare p95 } dataset { title { value } } } }',
];

const sandbox = await startSandbox();
for (const dataset of sandbox.datasets) await sandbox.fail(dataset, 'fail:0.01');
process.send?.(sandbox.environment());
process.on('message', async (order: Order) => process.send?.(await carryOut(order)));
process.on('disconnect', () => process.exit(0));

async function carryOut({ url, rate, seconds }: Order): Promise<Seen> {
  const times: number[] = [];
  let failed = 0;
  let partial = 0;
  let n = 0;
  const ask = async (): Promise<void> => {
    const startedAt = performance.now();
    const query = QUESTIONS[n++ % QUESTIONS.length];
    try {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query }),
      });
      const text = await response.text();
      if (response.status !== 200) failed += 1;
      else if (text.includes('"errors":[') || text.includes('"servedFrom":"STALE"')) partial += 1;
    } catch {
      failed += 1; // The connection broke.
    }
    times.push(performance.now() - startedAt);
  };
  const end = performance.now() + seconds * 1000;
  if (rate === 0) {
    const client = async (): Promise<void> => {
      while (performance.now() < end) await ask();
    };
    await Promise.all(Array.from({ length: CALIBRATION }, client));
  } else {
    const pending: Promise<void>[] = [];
    for (let due = performance.now(); due < end; due += 1000 / rate) {
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
      pending.push(ask());
    }
    await Promise.all(pending);
  }
  times.sort((a, b) => a - b);
  const quantile = (share: number): number => Math.round(times[Math.floor(times.length * share)] ?? 0);
  return { asked: times.length, failed, partial, p50: quantile(0.5), p99: quantile(0.99) };
}
