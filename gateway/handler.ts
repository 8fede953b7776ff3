import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { answerGraphQL, type LambdaHandler, refuse } from '../kernel/lambda.ts';
import { fromTraceparent, type GatewayOperation, gatewayOperations } from '../kernel/trace.ts';
import { apiSdl } from './__generated__/api.ts';
import { supergraphSdl } from './__generated__/supergraph.ts';
import { apolloEngine, type GatewayContext } from './engine/apollo.ts';
import { distinct, openError } from './errors.ts';
import { OVERVIEW } from './overview.ts';
import { resolvableOperation } from './policies/resolvable-operation.ts';

/** Each fault once, what a shared cache must know, and the trace of the operation. */
const finishAnswer: ApolloServerPlugin<GatewayContext> = {
  requestDidStart: async () => {
    const startedAt = performance.now();
    return {
      willSendResponse: async ({ contextValue, operationName, response }) => {
        response.http.headers.set('vary', 'accept-language');
        if (response.body.kind !== 'single') return;
        const { singleResult } = response.body;
        if (singleResult.errors) singleResult.errors = distinct(singleResult.errors);
        if (!gatewayOperations.hasSubscribers) return;
        gatewayOperations.publish({
          traceId: contextValue.traceId,
          operation: operationName ?? 'anonymous',
          errors: singleResult.errors?.length ?? 0,
          startedAt,
          ms: performance.now() - startedAt,
        } satisfies GatewayOperation);
      },
    };
  },
};

const server = new ApolloServer<GatewayContext>({
  gateway: apolloEngine(supergraphSdl),
  introspection: true,
  persistedQueries: false,
  includeStacktraceInErrorResponses: false,
  stopOnTerminationSignals: false,
  formatError: openError,
  plugins: [
    ApolloServerPluginLandingPageDisabled(),
    ApolloServerPluginUsageReportingDisabled(),
    resolvableOperation,
    finishAnswer,
  ],
});
const started = server.start();
started.catch(() => {}); // Reported by the first request.

/** The public door: GraphQL, its contract and its health. */
export const handler: LambdaHandler = async (event) => {
  const { method, path } = event.requestContext.http;
  switch (path) {
    case '/graphql':
      await started;
      return answerGraphQL(server, event, async () => ({
        traceId: fromTraceparent(event.headers.traceparent),
        acceptLanguage: event.headers['accept-language'],
      }));
    case '/health':
      return (await canBeAsked())
        ? { statusCode: 200, headers: { 'content-type': 'application/json' }, body: '{"status":"ok"}' }
        : { statusCode: 503, headers: { 'content-type': 'application/json' }, body: '{"status":"starting"}' };
    case '/schema.graphql':
      return { statusCode: 200, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: apiSdl };
    case '/':
      return { statusCode: 200, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: OVERVIEW };
    default:
      return refuse(404, 'NOT_FOUND', `There is nothing for ${method} here. Ask at POST /graphql.`);
  }
};

/** Whether the graph is loaded; does not wait for it. */
function canBeAsked(): Promise<boolean> {
  const later = new Promise<false>((resolve) => setImmediate(resolve, false));
  return Promise.race([started.then(() => true).catch(() => false), later]);
}
