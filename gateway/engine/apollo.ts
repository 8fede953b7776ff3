import { ApolloGateway, type GraphQLDataSource } from '@apollo/gateway';
import { read, type Setting, setting } from '../../kernel/env.ts';
import { answerStatically } from './static-roots.ts';
import { askSubgraph } from './transport.ts';

/** What the gateway hands on from a client's request to the subgraphs. */
export interface GatewayContext {
  readonly traceId: string;
  readonly acceptLanguage: string | undefined;
}

/** Where a subgraph lives: `SUBGRAPH_<NAME>_URL`. */
export function subgraphUrl(name: string): Setting {
  return setting(`SUBGRAPH_${name.toUpperCase().replaceAll('-', '_')}_URL`, null);
}

/** Apollo's own gateway on our transport. It plans, joins and shapes; every call goes through {@link askSubgraph}. */
export function apolloEngine(supergraphSdl: string): ApolloGateway {
  process.env.APOLLO_TELEMETRY_DISABLED = '1';
  return new ApolloGateway({
    supergraphSdl,
    buildService: ({ name }): GraphQLDataSource => ({
      async process({ request, context }) {
        const { traceId, acceptLanguage } = context as GatewayContext;
        const { query = '', variables = {} } = request;
        const answer = await askSubgraph({
          subgraph: name,
          url: read(subgraphUrl(name)) ?? '',
          query,
          variables,
          operationName: request.operationName,
          acceptLanguage,
          traceId,
        });
        const isEntityFetch = 'representations' in variables;
        const data = answer.reached || isEntityFetch ? answer.data : answerStatically(query, variables);
        return { data, ...(answer.errors.length > 0 ? { errors: [...answer.errors] } : {}) };
      },
    }),
  });
}
