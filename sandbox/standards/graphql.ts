import { buildSchema, execute, GraphQLError, type GraphQLSchema, parse, validate } from 'graphql';
import type { Standard, WireAnswer } from '../emulator.ts';
import type { World } from '../world.ts';
import { sizeOf } from './graphql/size.ts';

/** What a fixture tells of a service that speaks GraphQL. */
export interface GraphqlService {
  /** The part of its schema that is emulated, in SDL. */
  readonly sdl: string;
  /**
   * The query root: values, or functions of a field's arguments. What stands for an interface says which type it is
   * of in `__typename`.
   */
  readonly root: (world: World) => object;
  /** Questions beyond these are refused. */
  readonly maxComplexity: number;
  readonly maxDepth: number;
}

/** The arguments of a Relay connection that are emulated. */
export interface Page {
  readonly first?: number | null;
  readonly after?: string | null;
}

/** A page of a Relay connection; a service lowers what is asked to what it grants. */
export function connectionOf<Node>(nodes: readonly Node[], { first, after }: Page, mostGranted: number) {
  const start = after ? Number(atob(after)) : 0;
  const size = Math.min(first ?? mostGranted, mostGranted);
  const edges = nodes
    .slice(start, start + size)
    .map((node, index) => ({ node, cursor: btoa(String(start + index + 1)) }));
  return {
    edges,
    nodes: edges.map(({ node }) => node),
    pageInfo: { endCursor: edges.at(-1)?.cursor ?? null, hasNextPage: start + size < nodes.length },
  };
}

/** A real GraphQL service over invented data. Whatever goes wrong is answered with HTTP 200, as many services do. */
export const standard: Standard<GraphqlService> = {
  answer: (service) => {
    const schema = buildSchema(service.sdl);
    return async ({ method, body }, { world }) => {
      if (method !== 'POST') return { status: 405, body: { message: 'POST only' } };
      try {
        return { body: await answered(service, schema, JSON.parse(body), world) };
      } catch (error) {
        return refusal(error instanceof GraphQLError ? [error] : [new GraphQLError('This is no question')]);
      }
    };
  },
};

async function answered(
  { root, maxComplexity, maxDepth }: GraphqlService,
  schema: GraphQLSchema,
  { query, variables = {} }: { readonly query: string; readonly variables?: Record<string, unknown> },
  world: World,
) {
  const document = parse(query);
  const errors = validate(schema, document);
  if (errors.length > 0) return { errors };
  const { complexity, depth } = sizeOf(document, variables);
  const tooMuch = (what: string, size: number, most: number) =>
    size > most ? [new GraphQLError(`Query has ${what} of ${size}, which exceeds max ${what} of ${most}`)] : [];
  const excess = [...tooMuch('complexity', complexity, maxComplexity), ...tooMuch('depth', depth, maxDepth)];
  if (excess.length > 0) return { errors: excess };
  return execute({ schema, document, rootValue: root(world), variableValues: variables });
}

const refusal = (errors: readonly GraphQLError[]): WireAnswer => ({ body: { errors } });
