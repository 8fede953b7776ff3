import { composeServices } from '@theguild/federation-composition';
import { buildSchema, getOperationAST, parse, validate } from 'graphql';
import type { EngineAnswer } from '../../gateway/engine/answer.ts';
import { createEngine } from '../../gateway/engine/engine.ts';
import { createPlanner } from '../../gateway/engine/planner.ts';
import { factsOf } from '../../gateway/facts.ts';
import type { SubgraphAnswer, SubgraphRequest } from '../../gateway/transport/transport.ts';

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@inaccessible"])`;
const SUBGRAPHS = {
  towns: `${LINK}
    type Query { towns: [Town!]! town(code: ID!): Town things: [Thing] level: Level count: Int mustBe: Hall }
    type Mutation { build(name: String!): Town tearDown: Int }
    type Town @key(fields: "code") { code: ID! name: String! neighbour: Town hall: Hall }
    type Hall { floors: Int! owner: String }
    enum Level { LOW HIGH SECRET @inaccessible }
    union Thing = Town | Hall`,
  air: `${LINK}
    type Town @key(fields: "code") { code: ID! no2: Float pm: Float! }`,
};
const composed = composeServices(
  Object.entries(SUBGRAPHS).map(([name, sdl]) => ({ name, url: `http://${name}.internal`, typeDefs: parse(sdl) })),
);
const supergraphSdl = composed.supergraphSdl ?? '';
const schema = buildSchema(composed.publicSdl ?? '');

type Answers = Readonly<Record<string, (variables: Record<string, unknown>, query: string) => unknown>>;

/** An engine whose subgraphs answer what a test says. */
export function engineOver(answers: Answers) {
  const asked: { subgraph: string; query: string; variables: Record<string, unknown> }[] = [];
  const ask = async ({ subgraph, body }: SubgraphRequest): Promise<SubgraphAnswer> => {
    const { query, variables = {} } = JSON.parse(body);
    asked.push({ subgraph, query, variables });
    const given = JSON.parse(JSON.stringify(answers[subgraph]?.(variables, query) ?? null));
    return { reached: true, data: null, errors: [], extensions: {}, maxAge: 60, ...given };
  };
  const engine = createEngine({
    schema,
    facts: factsOf(supergraphSdl),
    planner: createPlanner(supergraphSdl, 2_000),
    ask,
  });
  const run = (query: string, variables: Record<string, unknown> = {}): Promise<EngineAnswer> => {
    const document = parse(query);
    const [invalid] = validate(schema, document);
    if (invalid) throw invalid;
    const definition = getOperationAST(document);
    if (!definition) throw new Error('no operation');
    const caller = { acceptLanguage: undefined, traceId: '', deadline: Number.POSITIVE_INFINITY };
    return engine({ document, definition, hash: query, variables, caller });
  };
  return { run, asked };
}

/** A town as its subgraph sends it. */
export const town = (code: string, more: object = {}) => ({ __typename: 'Town', code, name: `Town ${code}`, ...more });
/** The representations in the variables of an entity fetch. */
export const representationsOf = (variables: Record<string, unknown>): { code: string }[] =>
  Object.values(variables).flat() as { code: string }[];
/** Answers `_entities` under whatever key the plan asks for it. */
export const entities = (query: string, list: unknown[]) => ({
  data: { [/(\w+): _entities/.exec(query)?.[1] ?? '_entities']: list },
});
