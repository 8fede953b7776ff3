import assert from 'node:assert/strict';
import { LIMITS } from '../../gateway/policies/limits.ts';
import { CLIENTS, SANDBOX_KEYS } from '../../sandbox/clients.ts';
import { TRAIL } from '../../sandbox/trail-table.ts';
import { codesOf, onStage, type Scenario, type Stage } from './scenario.ts';

const HOUSEHOLDS = `{
  households(ids: ["INV-0007"], reason: {
    purpose: "social-housing-allocation", legalBasis: "invented-housing-code-art-7", caseReference: "SLRB-2026-00042"
  }) { size }
  municipalities(nisCodes: ["21009"]) { population { value } }
}`;
const DESK = { 'x-api-key': SANDBOX_KEYS['city-of-brussels-desk'] };

interface Answer {
  readonly households: readonly { readonly size: number }[] | null;
  readonly municipalities: readonly { readonly population: { readonly value: number } | null }[];
}

/** Asks what is closed and what is open at once, as one who may: the open half is always there. */
async function askBoth({ ask }: Stage): Promise<{ readonly isRead: boolean; readonly codes: readonly unknown[] }> {
  const answer = await ask<Answer>(HOUSEHOLDS, DESK);
  assert.ok(answer.data.municipalities[0]?.population);
  return { isRead: answer.data.households !== null, codes: codesOf(answer) };
}

const EXPECTED: Readonly<Record<string, readonly string[]>> = {
  [CLIENTS]: ['ACCESS_UNAVAILABLE'],
  [TRAIL]: ['TRAIL_UNAVAILABLE'],
  'household-register': ['SOURCE_THROTTLED', 'SOURCE_UNAVAILABLE', 'SOURCE_TIMEOUT'],
};

/** The halves of faults that concern what is not open to everybody. */
export const closed: readonly Scenario[] = [
  {
    id: 'F12c',
    fault: 'DynamoDB is throttled or gone: the clients, the trail, or a closed register',
    must: 'closed reads are refused, typed; public reads continue; no unbounded wait',
    within: 4_000,
    run: async () => {
      const saw: string[] = [];
      let slowest = 0;
      let reads = 0;
      for (const [table, codes] of Object.entries(EXPECTED)) {
        await onStage({ isAlone: true }, async (stage) => {
          for (const fault of ['throttle', 'refuse', 'hang']) {
            await stage.city.fail(table, fault);
            await stage.forget();
            for (let i = 0; i < 3; i++) {
              const { isRead, codes: told } = await askBoth(stage);
              assert.equal(isRead, false);
              assert.equal(told.length, 1);
              assert.ok(codes.includes(String(told[0])), `${table} ${fault}: ${told}`);
              if (i === 0) saw.push(`${table} ${told}`);
            }
          }
          // Nothing closed is read that could not be accounted for.
          if (table !== 'household-register') reads += stage.city.requests('household-register');
          slowest = Math.max(slowest, stage.slowest());
          await stage.city.fail(table, null);
          await stage.forget();
          assert.deepEqual(await askBoth(stage), { isRead: true, codes: [] });
        });
      }
      assert.equal(reads, 0);
      const client = `${[...new Set(saw)].join(', ')}; the rest complete`;
      return { slowest, calls: reads, extra: 0, client };
    },
  },
  {
    id: 'F14c',
    fault: 'three times what a gateway answers at once, from cold, of what is closed',
    must: 'shed with 429 and Retry-After; what is answered is entered in the trail',
    within: 20_000,
    run: () =>
      onStage({ isAlone: true }, async ({ city, slowest }) => {
        process.env.QUOTA_CLIENT = '900000000/900000000';
        const startedAt = performance.now();
        const responses = await Promise.all(
          Array.from({ length: 3 * LIMITS.operations }, () =>
            fetch(`${city.url}/graphql`, {
              method: 'POST',
              headers: { 'content-type': 'application/json', ...DESK },
              body: JSON.stringify({ query: HOUSEHOLDS }),
            }),
          ),
        );
        const all = Math.round(performance.now() - startedAt);
        delete process.env.QUOTA_CLIENT;
        const statuses = Map.groupBy(responses, ({ status }) => status);
        assert.deepEqual([...statuses.keys()].toSorted(), [200, 429]);
        const shed = statuses.get(429) ?? [];
        for (const response of shed) assert.equal(response.headers.get('retry-after'), '1');
        const answered: { data: Answer; errors?: { extensions: { code: string } }[] }[] = await Promise.all(
          (statuses.get(200) ?? []).map((response) => response.json() as never),
        );
        const read = answered.filter(({ data }) => data.households !== null);
        const told = new Set(answered.flatMap(({ errors = [] }) => errors.map(({ extensions }) => extensions.code)));
        for (const code of told) assert.match(code, /^(?:TRAIL_UNAVAILABLE|SOURCE_|SUBGRAPH_)/);
        // Twice in the trail: that somebody is about to read, and what came of it.
        assert.ok(city.requests(TRAIL) >= 2 * read.length);
        const client = `${read.length} read, ${answered.length - read.length} refused (${[...told]}), ${shed.length} sent away with 429`;
        return { slowest: Math.max(all, slowest()), calls: city.requests(TRAIL), extra: 0, client };
      }),
  },
];
