import { ApolloGateway, type GraphQLDataSource } from '@apollo/gateway';
import type { AnswerWithout } from './engine/compile-plan.ts';
import type { Ask, Caller } from './transport/transport.ts';

/**
 * Apollo's own gateway on our transport: it plans, joins and shapes. The oracle of the differential test, and the
 * engine where the planner has no binary. A development dependency: it is under the Elastic License.
 */
export function apolloEngine(
  supergraphSdl: string,
  ask: Ask,
  answerWithout: AnswerWithout = () => null,
): ApolloGateway {
  process.env.APOLLO_TELEMETRY_DISABLED = '1';
  return new ApolloGateway({
    // It refuses schemas with features that it does not enforce itself: these are enforced before any engine is asked.
    supergraphSdl: supergraphSdl.replaceAll(', for: SECURITY)', ')'),
    buildService: ({ name }): GraphQLDataSource => ({
      async process({ request: { query = '', variables = {}, operationName }, context }) {
        const isEntityFetch = 'representations' in variables;
        const { data, errors, reached } = await ask({
          subgraph: name,
          body: JSON.stringify({ query, variables, operationName }),
          isMutation: query.startsWith('mutation'),
          entities: isEntityFetch ? variables.representations.length : 0,
          caller: context.caller as Caller,
        });
        return {
          data: reached || isEntityFetch ? data : answerWithout(query, variables),
          ...(errors.length > 0
            ? { errors: errors.map(({ path, ...error }) => (path ? { ...error, path } : error)) }
            : {}),
        };
      },
    }),
  });
}
