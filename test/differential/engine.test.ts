import { getOperationAST, type OperationDefinitionNode, parse, validate } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apolloEngine } from '../../gateway/apollo-engine.ts';
import { createEngine } from '../../gateway/engine/engine.ts';
import { createPlanner } from '../../gateway/engine/planner.ts';
import { factsOf } from '../../gateway/facts.ts';
import { compareOne, compareSeed, type Outcome, type Run } from './compare.ts';
import { DIFFERENCES, type Difference } from './differences.ts';
import { createWorld } from './world.ts';

/** Seeds of generated operations; about two thirds are valid. `DIFFERENTIAL_SEEDS` chooses more. */
const SEEDS = Number(process.env.DIFFERENTIAL_SEEDS ?? 1_000);

const world = createWorld();
const caller = { acceptLanguage: undefined, traceId: '', deadline: Number.POSITIVE_INFINITY };
const ours = createEngine({
  schema: world.apiSchema,
  facts: factsOf(world.supergraphSdl),
  planner: createPlanner(world.supergraphSdl, 10_000),
  ask: world.ask,
});
const apollo = apolloEngine(world.supergraphSdl, world.ask);

const runOurs: Run = async ({ query, variables }, definition, hash) => {
  const { data, errors } = await ours({ document: parse(query), definition, hash, variables, caller });
  if (data === undefined) throw errors?.[0];
  return data;
};

let runApollo: Run;
beforeAll(async () => {
  const { executor } = await apollo.load({ apollo: {} });
  runApollo = async ({ query, variables }, operation, queryHash) => {
    const request = { query, variables };
    const given = { document: parse(query), operation, operationName: 'Q', queryHash, request, context: { caller } };
    return (await executor?.({ ...given, schema: world.apiSchema, metrics: {}, logger: console } as never))?.data;
  };
});
afterAll(() => apollo.stop());

/** Runs the valid ones of the operations on the merged schema and on an engine. */
async function compare(run: Run, from: number, to: number): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (let seed = from; seed < to; seed++) {
    const outcome = await compareSeed(world, run, seed);
    if (outcome) outcomes.push(outcome);
  }
  return outcomes;
}

/** The differences that no entry of the list explains. */
function unexplained(outcomes: readonly Outcome[], known: readonly Difference[]): readonly Outcome[] {
  return outcomes.filter(
    ({ query, expected, answered }) =>
      answered !== expected && !known.some((difference) => difference.when(query, answered)),
  );
}

describe('generated operations give what one schema over all the data gives', () => {
  it('from our engine', { timeout: 300_000 }, async () => {
    const outcomes = await compare(runOurs, 1, SEEDS + 1);
    const same = outcomes.filter(({ expected, answered }) => expected === answered).length;
    console.log(`${outcomes.length} operations: ${same} the same, ${outcomes.length - same} explained`);
    expect(unexplained(outcomes, DIFFERENCES.ours)).toEqual([]);
    // It never answers with other data: what it cannot plan it refuses.
    const others = outcomes.filter(({ expected, answered }) => expected !== answered);
    expect(new Set(others.map(({ answered }) => answered))).toEqual(new Set(['OPERATION_NOT_PLANNABLE']));
    expect(same).toBeGreaterThan(SEEDS / 3);
  });

  it("from Apollo's gateway", { timeout: 300_000 }, async () => {
    const seeds = SEEDS / 4; // It plans ten times as long.
    const outcomes = await compare(runApollo, 1, seeds + 1);
    const same = outcomes.filter(({ expected, answered }) => expected === answered).length;
    console.log(`${outcomes.length} operations: ${same} the same, ${outcomes.length - same} explained`);
    expect(unexplained(outcomes, DIFFERENCES.apollo)).toEqual([]);
    expect(same).toBeGreaterThan(seeds / 3);
  });

  it.each([
    ['an alias of the name of a field that others require', '{ lines { stops { town: town { name } sign shelter } } }'],
  ])('from our engine, found by fuzzing: %s', async (_, query) => {
    const outcome = await compareOne(world, runOurs, { query, variables: {} }, query);
    expect(outcome?.answered).toBe(outcome?.expected);
    expect(outcome?.expected).toContain('halte');
  });

  it.each(DIFFERENCES.ours)('still differs, so the list still needs: $what', async ({ example }) => {
    const document = parse(example);
    expect(validate(world.apiSchema, document)).toEqual([]);
    const definition = getOperationAST(document) as OperationDefinitionNode;
    await expect(runOurs({ query: example, variables: {} }, definition, example)).rejects.toMatchObject({
      extensions: { code: 'OPERATION_NOT_PLANNABLE' },
    });
  });
});
