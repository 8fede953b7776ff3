import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { read, setting } from '../kernel/env.ts';
import { type LambdaHandler, refuse } from '../kernel/lambda.ts';
import { observed } from '../kernel/observing.ts';
import { withinPayload } from '../kernel/payload.ts';
import { withSecrets } from '../kernel/secrets.ts';
import { apiSdl } from './__generated__/api.ts';
import { facts } from './__generated__/facts.ts';
import { plans } from './__generated__/plans.ts';
import { remotes } from './__generated__/remotes.ts';
import { supergraphSdl } from './__generated__/supergraph.ts';
import { trusted } from './__generated__/trusted.ts';
import { behindProxy } from './access/proxy.ts';
import { createCatalogue } from './catalogue/handler.ts';
import { openPublished } from './documents/published.ts';
import { createGateway } from './gateway.ts';
import { observedGateway } from './observed.ts';
import { OVERVIEW } from './overview.ts';
import { withHeaders } from './policies/headers.ts';
import { answerStatically } from './static-roots.ts';
import { createAsk } from './transport/transport.ts';

const gateway = createGateway(
  { supergraphSdl, apiSdl, facts },
  {
    ask: createAsk(remotes),
    answerWithout: answerStatically,
    engine: read(setting('GATEWAY_ENGINE', null)),
    plans,
    documents: { trusted, published: openPublished() },
  },
);
const catalogue = createCatalogue(gateway.answer);

/** The contract changes with a release only: a cache in front may answer. */
const SCHEMA = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'public, max-age=3600' };

/** GraphQL, its contract, its datasets and its health. */
const door: LambdaHandler = async (event, context) => {
  const { method, path } = event.requestContext.http;
  switch (path) {
    case '/graphql':
      return gateway.answer(event, context);
    case '/health':
      return (await canBeAsked())
        ? { statusCode: 200, headers: { 'content-type': 'application/json' }, body: '{"status":"ok"}' }
        : { statusCode: 503, headers: { 'content-type': 'application/json' }, body: '{"status":"starting"}' };
    case '/catalogue':
      return readOnly(event) ?? catalogue(event, context);
    case '/schema.graphql':
      return readOnly(event) ?? { statusCode: 200, headers: SCHEMA, body: apiSdl };
    case '/':
      return { statusCode: 200, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: OVERVIEW };
    default:
      return refuse(404, 'NOT_FOUND', `There is nothing for ${method} here. Ask at POST /graphql.`);
  }
};

/** The public door. */
export const handler: LambdaHandler = withHeaders(
  observed(observedGateway, withSecrets(behindProxy(withinPayload(door)))),
);

/** The refusal of a method that does not read. */
function readOnly({ requestContext: { http } }: APIGatewayProxyEventV2): APIGatewayProxyStructuredResultV2 | null {
  if (http.method === 'GET' || http.method === 'HEAD') return null;
  const refusal = refuse(405, 'BAD_REQUEST', `${http.path} is read with GET.`);
  return { ...refusal, headers: { ...refusal.headers, allow: 'GET, HEAD' } };
}

/** Whether the graph is loaded; does not wait for it. */
function canBeAsked(): Promise<boolean> {
  const later = new Promise<false>((resolve) => setImmediate(resolve, false));
  return Promise.race([gateway.started.then(() => true).catch(() => false), later]);
}
