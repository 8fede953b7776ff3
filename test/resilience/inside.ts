import assert from 'node:assert/strict';
import { LIMITS } from '../../gateway/policies/limits.ts';
import type { LambdaHandler } from '../../kernel/lambda.ts';
import { createSubgraphHandler } from '../../kernel/subgraph.ts';
import { SHARED_STATE } from '../../sandbox/shared-table.ts';
import { subgraph as mobility } from '../../subgraphs/mobility/subgraph.ts';
import { BIKES, type Bikes, codesOf, expectOthers, onStage, QUESTION, type Scenario, sourceOf } from './scenario.ts';

/** What can happen to our own parts. */
export const inside: readonly Scenario[] = [
  {
    id: 'F9',
    fault: 'a subgraph is throttled, crashes at start, runs out of memory',
    must: 'that domain only, typed, no retry storm',
    within: 2_000,
    run: async () => {
      // What Lambda's Function URLs answer then.
      const ways: Readonly<Record<string, LambdaHandler>> = {
        throttled: async () => ({ statusCode: 429, body: '{"Reason":"ConcurrentInvocationLimitExceeded"}' }),
        crashing: async () => ({ statusCode: 502, body: 'Internal Server Error' }),
        'out of memory': async () => {
          throw new RangeError('the runtime exited');
        },
      };
      let slowest = 0;
      let calls = 0;
      for (const handler of Object.values(ways)) {
        await onStage({ isAlone: true, handlers: { mobility: handler } }, async (stage) => {
          const answer = await stage.ask<Bikes>(QUESTION);
          expectOthers(answer);
          assert.deepEqual(codesOf(answer), ['SUBGRAPH_UNAVAILABLE']);
          assert.equal(stage.city.calls('mobility'), 1);
          calls += stage.city.calls('mobility');
          slowest = Math.max(slowest, stage.slowest());
        });
      }
      return {
        slowest,
        calls,
        extra: 0,
        client: `${Object.keys(ways).join(', ')}: SUBGRAPH_UNAVAILABLE, the rest complete`,
      };
    },
  },
  {
    id: 'F11',
    fault: 'gateway and one subgraph of different versions, both orders',
    must: 'operations valid in both still work',
    within: 2_000,
    run: async () => {
      const both = '{ bikeStations(first: 1) { id bikesAvailable } airStations(first: 1) { id } }';
      const withoutDocks = mobility.typeDefs.replace(/\n {2}"[^"]*"\n {2}docksAvailable: Int/, '');
      const withMore = mobility.typeDefs.replace(
        '  docksAvailable: Int',
        '  docksAvailable: Int\n  "New." electric: Int',
      );
      assert.ok(withoutDocks.length < mobility.typeDefs.length && withMore.length > mobility.typeDefs.length);
      let slowest = 0;
      for (const typeDefs of [withoutDocks, withMore]) {
        const handlers = { mobility: createSubgraphHandler({ ...mobility, typeDefs }) };
        await onStage({ isAlone: true, handlers }, async (stage) => {
          const answer = await stage.ask<Bikes>(both);
          assert.equal(answer.errors, undefined);
          assert.equal(answer.data.bikeStations?.length, 1);
          const newer = await stage.ask<Bikes>(
            '{ bikeStations(first: 1) { docksAvailable } airStations(first: 1) { id } }',
          );
          assert.equal(newer.data.airStations?.length, 1);
          assert.deepEqual(codesOf(newer), typeDefs === withoutDocks ? ['SUBGRAPH_INVALID'] : []);
          slowest = Math.max(slowest, stage.slowest());
        });
      }
      const client =
        'what both know is answered; a field the subgraph does not know yet: SUBGRAPH_INVALID, the rest complete';
      return { slowest, calls: 0, extra: 0, client };
    },
  },
  {
    id: 'F12',
    fault: 'DynamoDB is throttled or gone: the shared table, and a register',
    must: 'public reads continue; no unbounded wait',
    within: 4_000,
    run: async () => {
      let slowest = 0;
      let asked = 0;
      for (const fault of ['throttle', 'refuse', 'hang']) {
        await onStage({ faults: { [SHARED_STATE]: fault }, tableTimeout: '400' }, async (stage) => {
          for (let i = 0; i < 3; i++) {
            const answer = await stage.ask<Bikes>(QUESTION);
            expectOthers(answer);
            assert.equal(sourceOf(answer, BIKES).servedFrom, i === 0 ? 'LIVE' : 'CACHE');
          }
          asked = Math.max(asked, stage.city.requests(SHARED_STATE));
          slowest = Math.max(slowest, stage.slowest());
        });
      }
      // Every question that starts together notices by itself; after that the table is left alone.
      assert.ok(asked <= 20, `the table was asked ${asked} times`);
      await onStage({ isAlone: true, faults: { 'enterprise-register': 'throttle' } }, async (stage) => {
        const answer = await stage.ask<{ municipalities: { nisCode: string; enterprises: null }[] }>(
          '{ municipalities(nisCodes: ["21009"]) { nisCode enterprises(first: 1) { nodes { name } } } }',
        );
        assert.deepEqual(answer.data.municipalities, [{ nisCode: '21009', enterprises: null }]);
        assert.deepEqual(codesOf(answer), ['SOURCE_THROTTLED']);
      });
      return {
        slowest,
        calls: asked,
        extra: 0,
        client: 'answers LIVE and CACHE without the table; the register SOURCE_THROTTLED',
      };
    },
  },
  {
    id: 'F14',
    fault: 'ten times the load from cold, with a slow administration',
    must: 'shed with 429 and Retry-After; no unbounded queue',
    within: 20_000,
    run: () =>
      onStage({ isAlone: true }, async ({ city, slowest, ask }) => {
        const post = (n: number) =>
          fetch(`${city.url}/graphql`, {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify({
              query: `{ bikeStations(first: ${1 + (n % 50)}) { id } airStations(first: 1) { id } }`,
            }),
          });
        await city.fail(BIKES, 'slow:1000');
        const startedAt = performance.now();
        const responses = await Promise.all(Array.from({ length: 10 * LIMITS.operations }, (_, n) => post(n)));
        const all = Math.round(performance.now() - startedAt);
        const statuses = Map.groupBy(responses, ({ status }) => status);
        assert.deepEqual([...statuses.keys()].toSorted(), [200, 429]);
        const shed = statuses.get(429) ?? [];
        for (const response of shed) assert.equal(response.headers.get('retry-after'), '1');
        assert.match((await shed[0]?.text()) ?? '', /"code":"TOO_MANY_REQUESTS","retryable":true/);
        assert.equal(city.requests(BIKES), 3);
        await city.fail(BIKES, null);
        assert.equal((await ask<Bikes>(QUESTION)).data.bikeStations?.length, 1);
        const client = `${statuses.get(200)?.length} answered, ${shed.length} sent away with 429; each feed asked once`;
        return { slowest: Math.max(all, slowest()), calls: city.allRequests(), extra: 0, client };
      }),
  },
];
