import assert from 'node:assert/strict';
import { BIKES, type Bikes, codesOf, expectOthers, onStage, QUESTION, type Scenario, sourceOf } from './scenario.ts';

const MB = 1024 * 1024;
/** Does something, and says by how many bytes buffers grew at most meanwhile: what comes over the wire lies in these. */
async function watchBuffers<T>(work: () => Promise<T>): Promise<{ readonly result: T; readonly grown: number }> {
  const before = process.memoryUsage().external;
  let most = before;
  const look = (): void => {
    most = Math.max(most, process.memoryUsage().external);
  };
  const timer = setInterval(look, 2);
  try {
    const result = await work();
    look();
    return { result, grown: most - before };
  } finally {
    clearInterval(timer);
  }
}

/** Answers that are no good, and ways to an administration that cannot be trusted. */
export const answers: readonly Scenario[] = [
  {
    id: 'F7',
    fault: '200 with a web page, useless or truncated JSON, a renamed field, 50 MB, one byte a second',
    must: 'SOURCE_INVALID, SOURCE_TOO_LARGE or SOURCE_TIMEOUT; memory bounded',
    within: 4_000,
    run: () =>
      onStage({ isAlone: true }, async ({ ask, city, forget, slowest }) => {
        await ask(QUESTION);
        const saw: string[] = [];
        let grown = 0;
        for (const [fault, code, state] of [
          ['html', 'SOURCE_INVALID', 'INVALID'],
          ['lie', 'SOURCE_INVALID', 'INVALID'],
          ['truncate', 'SOURCE_INVALID', 'INVALID'],
          ['rename:station_id', 'SOURCE_INVALID', 'INVALID'],
          ['large:50', 'SOURCE_TOO_LARGE', 'INVALID'],
          ['drip', 'SOURCE_TIMEOUT', 'DOWN'],
        ] as const) {
          await forget();
          await city.fail(BIKES, fault);
          const watched = await watchBuffers(() => ask<Bikes>(QUESTION));
          const answer = watched.result;
          grown = Math.max(grown, watched.grown);
          expectOthers(answer);
          assert.equal(answer.data.bikeStations, null);
          assert.deepEqual(codesOf(answer), [code]);
          assert.equal(sourceOf(answer, BIKES).state, state);
          saw.push(`${fault.split(':')[0]} ${code}`);
        }
        assert.ok(grown < 40 * MB, `buffers grew by ${(grown / MB).toFixed(0)} MB`);
        const client = `${saw.join(', ')}; buffers +${(grown / MB).toFixed(0)} MB at most`;
        return { slowest: slowest(), calls: city.requests(BIKES), extra: 0, client };
      }),
  },
  {
    id: 'F8',
    fault: "the source's clock is wrong, a day ahead or three days behind",
    must: 'SUSPECT or STALE, never FRESH',
    within: 2_000,
    run: () =>
      onStage({ isAlone: true }, async ({ ask, city, forget, slowest }) => {
        for (const [fault, freshness, state] of [
          ['clock:86400', 'SUSPECT', 'SUSPECT'],
          ['clock:-259200', 'STALE', 'SUSPECT'],
        ] as const) {
          await forget();
          await city.fail(BIKES, fault);
          const answer = await ask<Bikes>(QUESTION);
          assert.equal(answer.data.bikeStations?.[0]?.provenance.freshness, freshness);
          assert.equal(sourceOf(answer, BIKES).state, state);
        }
        const client = 'a day ahead: SUSPECT; three days behind: STALE';
        return { slowest: slowest(), calls: city.requests(BIKES), extra: 0, client };
      }),
  },
  {
    id: 'F10',
    fault: 'all administrations are down',
    must: 'every source named; what is static is still there',
    within: 4_000,
    run: () =>
      onStage({ isAlone: true }, async ({ ask, city, slowest }) => {
        const { data } = await ask<{ datasets: { id: string }[] }>('{ datasets { id } }');
        const datasets = data.datasets.map(({ id }) => id);
        for (const dataset of datasets) await city.fail(dataset, 'refuse');
        interface Static {
          readonly municipalities: { readonly nisCode: string; readonly labelPoint: unknown; readonly name: null }[];
          readonly sourceStatus: { readonly state: string }[];
        }
        const answer = await ask<Static>(`{
          municipalities { nisCode labelPoint { lat } name { value } bikeStations { id } bikeCounters { id }
            trafficCounters { id } stops { id } airQuality { basis } enterprises(first: 1) { nodes { name } } incidents { id }
            sharedVehicles { system } roadEvents { id } carParks { id } treeCount { value } venues { id } permits { id }
            neighbourhoods { id } projects { id } }
          location(at: { lat: 50.8466, lon: 4.3528 }) { address { number } air { no2 { value } belAqi { value } }
            weather { id } nextDepartures { line } }
          stops(ids: ["stib:8021"]) { departures { line } }
          citizenSensors { id }
          lines { id }
          disruptions { priority }
          participations { id }
          regionalSeries { title { value } }
        }`);
        assert.equal(answer.data.municipalities.length, 19);
        assert.ok(answer.data.municipalities.every(({ labelPoint, name }) => labelPoint !== null && name === null));
        const named = answer.extensions?.sources?.map(({ dataset, state }) => `${dataset} ${state}`) ?? [];
        // Departures are asked for known stops only, vehicles for known lines, and some domains not at all.
        assert.ok(named.length >= 30);
        assert.deepEqual(
          named.filter((told) => !told.endsWith(' DOWN')),
          [],
        );
        const status = await ask<Static>('{ sourceStatus { state } }');
        assert.equal(status.data.sourceStatus.filter(({ state }) => state === 'DOWN').length, named.length);
        const client = `${named.length} sources DOWN; 19 municipalities with code and label point`;
        return { slowest: slowest(), calls: 0, extra: 0, client };
      }),
  },
  {
    id: 'F13',
    fault: 'DNS failure, a certificate nobody vouches for, a redirect to another host',
    must: 'refused, typed; the redirect is not followed',
    within: 4_000,
    run: () =>
      onStage({ isAlone: true }, async ({ ask, city, forget, slowest }) => {
        const saw: string[] = [];
        for (const [way, code] of [
          ['certificate', 'SOURCE_UNAVAILABLE'],
          ['redirect', 'SOURCE_INVALID'],
          ['name', 'SOURCE_UNAVAILABLE'],
        ] as const) {
          await forget();
          city.resetCounts();
          await city.fail(BIKES, way === 'name' ? null : way);
          if (way === 'name') process.env.VILLO_GBFS_URL = 'http://bikes.invalid/gbfs.json';
          const answer = await ask<Bikes>(QUESTION);
          expectOthers(answer);
          assert.deepEqual(codesOf(answer), [code]);
          assert.equal(city.requests(BIKES), way === 'redirect' ? 1 : 0);
          saw.push(`${way} ${code}`);
        }
        return { slowest: slowest(), calls: 1, extra: 0, client: saw.join(', ') };
      }),
  },
];
