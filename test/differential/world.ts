import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { composeServices } from '@theguild/federation-composition';
import {
  buildSchema,
  type ExecutionResult,
  execute,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  parse,
} from 'graphql';
import type { Ask } from '../../gateway/transport/transport.ts';
import { type Row, resolversOf, rowsOf } from './rows.ts';

/**
 * A small world with everything that federation can do: keys of one and of several fields, `@requires` with arguments,
 * `@provides`, shared fields, interfaces, unions, an interface object, lists in lists, holes. Three subgraphs know parts
 * of it; one merged schema knows all of it, and is what federation has to agree with.
 */
export interface World {
  readonly supergraphSdl: string;
  readonly apiSchema: GraphQLSchema;
  /** Runs an operation on the merged schema. */
  readonly merged: (query: string, variables: Record<string, unknown>) => Promise<ExecutionResult>;
  /** Asks a subgraph, in process. */
  readonly ask: Ask;
  /** Undoes what mutations changed. */
  readonly reset: () => void;
}

const NAMES = ['transport', 'places', 'people'];

/** Composes the world's subgraphs and makes its data. */
export function createWorld(): World {
  const sdl = Object.fromEntries(
    NAMES.map((name) => [name, readFileSync(join(import.meta.dirname, 'subgraphs', `${name}.graphql`), 'utf8')]),
  );
  const composed = composeServices(
    NAMES.map((name) => ({ name, url: `subgraph://${name}`, typeDefs: parse(sdl[name] ?? '') })),
  );
  if (!composed.supergraphSdl || !composed.publicSdl)
    throw new Error(composed.errors?.map(({ message }) => message).join('\n'));
  const apiSchema = buildSchema(composed.publicSdl);
  const state = { count: 0 };
  let rows = rowsOf();
  let resolvers = resolversOf(rows, state);
  const fieldResolver: GraphQLFieldResolver<Row, unknown> = (source, args, _, { parentType, fieldName }) => {
    const resolve = resolvers[`${parentType.name}.${fieldName}`];
    return resolve ? resolve(source, args) : source[fieldName];
  };
  const byKey = ({ __typename, ...key }: Row): Row | null => {
    const all = Object.values(rows).flat();
    const isOf = (row: Row) => row.__typename === __typename || (__typename === 'Media' && 'rating' in row);
    const names = ['id', 'code', 'number'].filter((name) => name in key);
    const row = all.find((each) => isOf(each) && names.every((name) => each[name] === key[name]));
    return row ? { ...row, given: key } : null;
  };
  const schemas = new Map(
    NAMES.map((name) => {
      const typeDefs = parse(sdl[name] ?? '');
      const entities = [...(sdl[name] ?? '').matchAll(/^(?:type|interface) (\w+)[^{]*@key/gm)].map(([, type]) => type);
      const resolvers = Object.fromEntries(entities.map((type) => [type, { __resolveReference: byKey }]));
      return [name, buildSubgraphSchema([{ typeDefs, resolvers }])];
    }),
  );
  return {
    supergraphSdl: composed.supergraphSdl,
    apiSchema,
    merged: async (query, variableValues) =>
      execute({ schema: apiSchema, document: parse(query), variableValues, fieldResolver, rootValue: {} }),
    ask: async ({ subgraph, body }) => {
      const { query, variables } = JSON.parse(body);
      const schema = schemas.get(subgraph) as GraphQLSchema;
      const result = await execute({
        schema,
        document: parse(query),
        variableValues: variables,
        fieldResolver,
        rootValue: {},
      });
      const { data, errors = [] } = JSON.parse(JSON.stringify(result));
      return { reached: true, data: data ?? null, errors, extensions: {}, maxAge: 60 };
    },
    reset: () => {
      state.count = 0;
      rows = rowsOf();
      resolvers = resolversOf(rows, state);
    },
  };
}
