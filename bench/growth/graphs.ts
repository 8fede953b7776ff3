import { composeServices } from '@theguild/federation-composition';
import { buildSchema, type DocumentNode, getOperationAST, type OperationDefinitionNode, parse } from 'graphql';
import { createEngine } from '../../gateway/engine/engine.ts';
import { createPlanner } from '../../gateway/engine/planner.ts';
import { factsOf } from '../../gateway/facts.ts';
import type { SubgraphRequest } from '../../gateway/transport/transport.ts';

/** An engine over subgraphs that answer from memory, without a network: what is left is the engine's own work. */
export interface Subject {
  /** Answers one operation; `n` chooses which. */
  readonly answer: (n: number) => Promise<void>;
}

const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])';

/**
 * A graph of `subgraphs` subgraphs: one lists things, each other adds a field to them.
 * @param entities How long the list is.
 * @param operations How many different operations are asked in turn.
 */
export function subjectOf({ entities = 20, subgraphs = 4, operations = 1 }): Subject {
  const others = Array.from({ length: subgraphs - 1 }, (_, i) => i);
  const services = [
    {
      name: 'things',
      sdl: `${LINK} type Query { things: [Thing!]! } type Thing @key(fields: "id") { id: ID! name: String! }`,
    },
    ...others.map((i) => ({
      name: `more${i}`,
      sdl: `${LINK} type Thing @key(fields: "id") { id: ID! field${i}: Detail } type Detail { value: Float text: String }`.replaceAll(
        'Detail',
        `Detail${i}`,
      ),
    })),
  ];
  const composed = composeServices(
    services.map(({ name, sdl }) => ({ name, url: `http://${name}`, typeDefs: parse(sdl) })),
  );
  const supergraphSdl = composed.supergraphSdl ?? '';
  const schema = buildSchema(composed.publicSdl ?? '');
  const list = Array.from({ length: entities }, (_, i) => i);
  const texts = new Map(services.map(({ name }, n) => [name, textOf(n - 1, list)]));
  const engine = createEngine({
    schema,
    facts: factsOf(supergraphSdl),
    planner: createPlanner(supergraphSdl, 60_000),
    ask: async ({ subgraph }: SubgraphRequest) => {
      const { data } = JSON.parse(texts.get(subgraph) ?? '{}');
      return { reached: true, data, errors: [], extensions: {}, maxAge: 60 };
    },
  });
  const fields = others.map((i) => `field${i} { value text }`).join(' ');
  const asked = Array.from({ length: operations }, (_, i) => `query Q${i} { things { id name ${fields} } }`).map(
    prepared,
  );
  const caller = { acceptLanguage: undefined, traceId: '', deadline: Number.POSITIVE_INFINITY };
  return {
    answer: async (n) => {
      const { document, definition, hash } = asked[n % asked.length] as ReturnType<typeof prepared>;
      const { data, errors } = await engine({ document, definition, hash, variables: {}, caller });
      if (errors || !data) throw new Error(`no answer: ${errors?.[0]?.message}`);
    },
  };
}

function prepared(query: string): { document: DocumentNode; definition: OperationDefinitionNode; hash: string } {
  const document = parse(query);
  const definition = getOperationAST(document);
  if (!definition) throw new Error('no operation');
  return { document, definition, hash: query };
}

/** What a subgraph sends: the list, or what it adds to it. */
function textOf(field: number, list: readonly number[]): string {
  const data =
    field < 0
      ? { things: list.map((i) => ({ __typename: 'Thing', id: `thing:${i}`, name: `Thing ${i}` })) }
      : { _entities: list.map((i) => ({ [`field${field}`]: { value: i / 3, text: `text ${i}` } })) };
  return JSON.stringify({ data });
}
