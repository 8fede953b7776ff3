import assert from 'node:assert/strict';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { FAILURES, OPEN_MS } from '../../kernel/door/standing.ts';
import { BIKES, type Bikes, codesOf, expectOthers, onStage, QUESTION, type Scenario, sourceOf } from './scenario.ts';

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined);
const count = <T>(all: readonly T[], one: T): number => all.filter((each) => each === one).length;

/** What administrations do, and how the graph goes on. */
export const outages: readonly Scenario[] = [
  {
    id: 'F1',
    fault: 'an administration refuses connections',
    must: `200, the other domains complete, SOURCE_UNAVAILABLE, left alone after ${FAILURES} failures`,
    within: 2_000,
    run: () =>
      onStage({ isAlone: true, faults: { [BIKES]: 'refuse' } }, async ({ ask, outcomes, slowest }) => {
        // What is refused reaches nobody who could count it.
        let attempts = 0;
        const refused = (message: unknown): void => {
          if (message instanceof Object && 'error' in message && codeOf(message.error) === 'ECONNREFUSED')
            attempts += 1;
        };
        subscribe('http.client.request.error', refused);
        for (let i = 0; i < FAILURES + 3; i++) {
          const answer = await ask<Bikes>(QUESTION);
          expectOthers(answer);
          assert.equal(answer.data.bikeStations, null);
          assert.deepEqual(codesOf(answer), ['SOURCE_UNAVAILABLE']);
          const { state, servedFrom, paths, retryAfter } = sourceOf(answer, BIKES);
          assert.deepEqual({ state, servedFrom, paths }, { state: 'DOWN', servedFrom: null, paths: ['bikeStations'] });
          assert.equal(retryAfter, i < FAILURES - 1 ? null : OPEN_MS / 1000);
        }
        unsubscribe('http.client.request.error', refused);
        const seen = outcomes(BIKES);
        assert.equal(count(seen, 'FAILED'), FAILURES);
        assert.equal(count(seen, 'NOT_ASKED'), 3);
        assert.ok(attempts <= FAILURES * 1.2, `${attempts} attempts`);
        return {
          slowest: slowest(),
          calls: attempts,
          extra: attempts - FAILURES,
          client: `bikes null, ${FAILURES} of 8 questions asked`,
        };
      }),
  },
  {
    id: 'F2',
    fault: 'it hangs',
    must: 'cut at its time (3 s), answer under 4 s, stale where one is kept; then left alone',
    within: 4_000,
    run: () =>
      onStage(
        { isAlone: true, faults: { 'irceline-hourly': 'hang' } },
        async ({ ask, city, advance, outcomes, slowest }) => {
          const air = '{ airStations(first: 1) { id } bikeStations(first: 1) { id } }';
          // Two requests a question, and time-outs weigh: nobody asks it a second time.
          assert.deepEqual(codesOf(await ask(air)), ['SOURCE_TIMEOUT']);
          assert.equal(city.requests('irceline-hourly'), 2);
          outcomes('irceline-hourly');
          const startedAt = performance.now();
          const answer = await ask<{ airStations: null; bikeStations: unknown[] }>(air);
          const open = performance.now() - startedAt;
          assert.deepEqual(codesOf(answer), ['SOURCE_UNAVAILABLE']);
          assert.equal(answer.data.bikeStations.length, 1);
          assert.deepEqual(new Set(outcomes('irceline-hourly')), new Set(['NOT_ASKED']));
          assert.equal(city.requests('irceline-hourly'), 2);
          // With an answer that is kept, that one is given: also where one question after the other hangs.
          await city.fail('irceline-hourly', null);
          await ask(QUESTION);
          await city.fail(BIKES, 'hang');
          advance(61);
          const old = await ask<Bikes>(QUESTION);
          assert.equal(old.data.bikeStations?.length, 1);
          assert.equal(sourceOf(old, BIKES).servedFrom, 'STALE');
          const client = `SOURCE_TIMEOUT; once left alone answered in ${open.toFixed(0)} ms`;
          return { slowest: slowest(), calls: 2, extra: 0, client };
        },
      ),
  },
  {
    id: 'F3',
    fault: '503 with Retry-After: 120',
    must: 'no retry; THROTTLED with retryAfter; not asked before',
    within: 2_000,
    run: () =>
      onStage({ isAlone: true, faults: { [BIKES]: 'throttle:120' } }, async ({ ask, city, advance, slowest }) => {
        for (const [wait, retryAfter] of [
          [0, 120],
          [30, 90],
          [89, 1],
        ] as const) {
          advance(wait);
          const answer = await ask<Bikes>(QUESTION);
          expectOthers(answer);
          assert.deepEqual(codesOf(answer), ['SOURCE_THROTTLED']);
          assert.equal(answer.errors?.[0]?.extensions.retryAfter, retryAfter);
          assert.equal(sourceOf(answer, BIKES).state, 'THROTTLED');
          assert.equal(city.requests(BIKES), 1);
        }
        await city.fail(BIKES, null);
        advance(1);
        assert.equal((await ask<Bikes>(QUESTION)).data.bikeStations?.length, 1);
        const client = 'SOURCE_THROTTLED, retryAfter 120, 90, 1; bikes again after it';
        return { slowest: slowest(), calls: 1, extra: 0, client };
      }),
  },
  {
    id: 'F4',
    fault: '500 on 30 % of calls',
    must: 'at most one retry, at most 20 % extra load, at least 95 % answered',
    within: 2_000,
    run: () =>
      onStage({ isAlone: true }, async ({ ask, city, advance, slowest }) => {
        const bikes = '{ bikeStations(first: 1) { id } }';
        const QUESTIONS = 200;
        await ask(bikes);
        city.resetCounts();
        await city.fail(BIKES, 'fail:0.3');
        let answered = 0;
        let stale = 0;
        for (let i = 0; i < QUESTIONS; i++) {
          advance(61);
          const answer = await ask<Bikes>(bikes);
          if (answer.data.bikeStations) answered += 1;
          if (sourceOf(answer, BIKES).servedFrom === 'STALE') stale += 1;
        }
        const received = city.requests(BIKES);
        const inHealth = 3 * QUESTIONS; // Discovery, information and status, each time.
        assert.ok(answered >= 0.95 * QUESTIONS, `${answered} of ${QUESTIONS} were answered`);
        assert.ok(received <= 1.2 * inHealth, `${received} requests instead of ${inHealth}`);
        const client = `${((100 * answered) / QUESTIONS).toFixed(1)} % answered, ${stale} of them stale`;
        return { slowest: slowest(), calls: received, extra: Math.max(0, received - inHealth), client };
      }),
  },
  {
    id: 'F5',
    fault: 'recovery',
    must: 'one probe, closed within open time plus one probe, no stampede',
    within: 2_000,
    run: () =>
      onStage({ isAlone: true, faults: { [BIKES]: '500' } }, async ({ ask, city, advance, slowest }) => {
        for (let i = 0; i <= FAILURES; i++) await ask(QUESTION);
        await city.fail(BIKES, null);
        city.resetCounts();
        advance(OPEN_MS / 1000 - 1);
        assert.equal((await ask<Bikes>(QUESTION)).data.bikeStations, null);
        assert.equal(city.requests(BIKES), 0);
        advance(1);
        const answers = await Promise.all(Array.from({ length: 20 }, () => ask<Bikes>(QUESTION)));
        for (const answer of answers) assert.equal(answer.data.bikeStations?.length, 1);
        assert.equal(city.requests(BIKES), 3);
        assert.equal(sourceOf(await ask(QUESTION), BIKES).state, 'OK');
        return {
          slowest: slowest(),
          calls: 3,
          extra: 0,
          client: '20 questions at once, all answered, each feed asked once',
        };
      }),
  },
  {
    id: 'F6',
    fault: 'an outage with a recent answer',
    must: 'STALE within its window, with its age; after it null and an outage',
    within: 2_000,
    run: () =>
      onStage({ isAlone: true }, async ({ ask, city, advance, slowest }) => {
        const live = await ask<Bikes>(QUESTION);
        assert.equal(sourceOf(live, BIKES).servedFrom, 'LIVE');
        await city.fail(BIKES, '500');
        advance(59);
        assert.equal(sourceOf(await ask(QUESTION), BIKES).servedFrom, 'CACHE');
        advance(600);
        const old = await ask<Bikes>(QUESTION);
        assert.equal(old.errors, undefined);
        assert.equal(old.data.bikeStations?.[0]?.provenance.freshness, 'STALE');
        const { servedFrom, state, retrievedAt } = sourceOf(old, BIKES);
        assert.deepEqual({ servedFrom, state }, { servedFrom: 'STALE', state: 'DOWN' });
        assert.equal(retrievedAt, sourceOf(live, BIKES).retrievedAt);
        advance(1);
        const gone = await ask<Bikes>(QUESTION);
        assert.equal(gone.data.bikeStations, null);
        assert.deepEqual(codesOf(gone), ['SOURCE_UNAVAILABLE']);
        const client = 'LIVE, CACHE until 60 s, STALE until 660 s, then null';
        return { slowest: slowest(), calls: city.requests(BIKES), extra: 0, client };
      }),
  },
];
