import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { RUSH_HOUR } from '../bench/operations/city.ts';
import { apiSdl } from '../gateway/__generated__/api.ts';
import { facts } from '../gateway/__generated__/facts.ts';
import { plans } from '../gateway/__generated__/plans.ts';
import { remotes } from '../gateway/__generated__/remotes.ts';
import { supergraphSdl } from '../gateway/__generated__/supergraph.ts';
import { trusted } from '../gateway/__generated__/trusted.ts';
import { createGateway } from '../gateway/gateway.ts';
import { answerStatically } from '../gateway/static-roots.ts';
import { type Ask, createAsk, type SubgraphAnswer } from '../gateway/transport/transport.ts';
import { type Listening, serveLambda } from '../infra/lambda-http.ts';
import { clientOperations } from '../tooling/client-operations.ts';
import { type City, startCity } from './support/city.ts';

/** How often the native planner was loaded. */
const native = vi.hoisted(() => ({ loaded: 0 }));
vi.mock('@graphql-hive/router-query-planner', async (original) => {
  native.loaded += 1;
  return original();
});

const graph = { supergraphSdl, apiSdl, facts };
const variables = new Map(clientOperations().map((operation) => [operation.name, operation.variables]));
const documents = [...trusted].map(([hash, text]) => {
  const name = /query (\w+)/.exec(text)?.[1] ?? '';
  return { hash, name, text, variables: variables.get(name) ?? {}, form: /__typename/.test(text) ? 'with types' : '' };
});

/** What subgraphs have answered; the same request gets the same answer. */
const answered = new Map<string, SubgraphAnswer>();
const remembering =
  (ask: Ask): Ask =>
  async (request) => {
    const name = `${request.subgraph} ${request.body}`;
    const answer = answered.get(name) ?? (await ask(request));
    answered.set(name, answer);
    return structuredClone(answer); // An engine makes its own of what it is given.
  };

let city: City;
let prepared: Listening;
let planning: Listening;
beforeAll(async () => {
  city = await startCity({ now: () => RUSH_HOUR, isAlone: true });
  const options = { ask: remembering(createAsk(remotes)), answerWithout: answerStatically };
  const gateway = createGateway(graph, { ...options, plans });
  await gateway.started;
  prepared = await serveLambda(gateway.answer);
  let second: ReturnType<typeof createGateway> | null = null;
  planning = await serveLambda((...asked) => {
    second ??= createGateway(graph, options);
    return second.answer(...asked);
  });
});
afterAll(() => Promise.all([prepared, planning, city].map((each) => each.close())));

async function dataOf({ url }: Listening, query: string, given: object): Promise<string> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables: given }),
  });
  const text = await response.text();
  expect(response.status).toBe(200);
  // What is said beside it (some sources keep no history) comes in the order in which subgraphs answer.
  return /"data":\{.*(?=,"extensions")/s.exec(text)?.[0] ?? text;
}

describe('every document that comes with the gateway', () => {
  const answers = new Map<string, string>();

  it.each(documents)('is answered with a plan that was prepared: $name $form', async ({ hash, text, variables }) => {
    answers.set(hash, await dataOf(prepared, text, variables));
    expect(answers.get(hash)).toMatch(/^"data":\{/);
    expect(native.loaded).toBe(0);
  });

  it.each(documents)('is answered with the same bytes as with a plan of now: $name $form', async (document) => {
    const { size } = answered;
    const data = await dataOf(planning, document.text, document.variables);
    expect(native.loaded).toBe(1);
    expect(data === answers.get(document.hash)).toBe(true); // A difference would be megabytes long.
    expect(answered.size).toBe(size); // And subgraphs are asked the same.
  });
});
