import { buildSchema, getOperationAST, parse } from 'graphql';
import { expect, it } from 'vitest';
import { apiSdl } from '../gateway/__generated__/api.ts';
import { facts } from '../gateway/__generated__/facts.ts';
import { supergraphSdl } from '../gateway/__generated__/supergraph.ts';
import { createEngine } from '../gateway/engine/engine.ts';
import { createPlanner } from '../gateway/engine/planner.ts';
import { preparedPlans } from '../gateway/engine/prepared.ts';
import { plansOf } from './plans.ts';

const graph = { supergraphSdl, apiSdl, facts };

/** An engine without subgraphs that has prepared plans only, and what it had none for. */
async function engineWith(text: string, supergraph = supergraphSdl) {
  const prepared = preparedPlans(supergraph, (await plansOf([text], graph)) ?? {});
  const missing: string[] = [];
  const engine = createEngine({
    schema: buildSchema(apiSdl),
    facts,
    planner: {
      ready: Promise.resolve(),
      plan: async (question) => {
        const plan = prepared?.(question);
        if (plan === undefined) missing.push(question);
        return plan ?? null;
      },
    },
    ask: async () => ({ reached: true, data: {}, errors: [], extensions: {}, maxAge: 0 }),
  });
  const document = parse(text);
  const definition = getOperationAST(document);
  if (!definition) throw new Error('no operation');
  const caller = { acceptLanguage: undefined, traceId: '', deadline: Number.POSITIVE_INFINITY };
  const run = (variables: Record<string, unknown>) => engine({ document, definition, hash: text, variables, caller });
  return { run, missing };
}

it('prepares a plan for each way in which the conditions of an operation can be settled', async () => {
  const { run, missing } = await engineWith(
    `query Q($a: Boolean!, $b: Boolean!) {
       municipalities { nisCode name @include(if: $a) { fr } bikeStations @skip(if: $b) { id } }
     }`,
  );
  for (const a of [true, false]) for (const b of [true, false]) await run({ a, b });
  expect(missing).toEqual([]);
});

it('prepares sixteen at most: the others are planned when they are asked for', async () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
  const text = `query Q(${names.map((name) => `$${name}: Boolean!`)}) {
    ${names.map((name) => `${name}: municipalities @include(if: $${name}) { nisCode }`)} __typename
  }`;
  expect(Object.keys((await plansOf([text], graph)) ?? {}).length).toBeLessThanOrEqual(16);
  const { run, missing } = await engineWith(text);
  await run(Object.fromEntries(names.map((name) => [name, true])));
  expect(missing).toHaveLength(1);
});

it('prepares nothing that holds for another supergraph', async () => {
  const { run, missing } = await engineWith('{ municipalities { nisCode } }', `${supergraphSdl}\n`);
  await run({});
  expect(missing).toHaveLength(1);
});

it('plans what was not prepared', async () => {
  const plans = await plansOf(['{ municipalities { nisCode } }'], graph);
  const planner = createPlanner(supergraphSdl, 5_000, preparedPlans(supergraphSdl, plans ?? {}));
  await planner.ready;
  expect(await planner.plan('{ datasets { id } }')).toMatchObject({ kind: 'roots', subgraph: 'governance' });
});

it('names an operation that does not fit the graph', async () => {
  await expect(plansOf(['query Wrong { mayor }'], graph)).rejects.toThrow(
    'Wrong: Cannot query field "mayor" on type "Query".',
  );
});
