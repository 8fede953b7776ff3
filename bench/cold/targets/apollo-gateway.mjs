// Apollo's gateway on Apollo's Lambda integration, as their documentation sets them up; telemetry off.
import { readFileSync } from 'node:fs';
import { ApolloGateway } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { handlers, startServerAndCreateLambdaHandler } from '@as-integrations/aws-lambda';

process.env.APOLLO_TELEMETRY_DISABLED = '1';
const server = new ApolloServer({
  gateway: new ApolloGateway({ supergraphSdl: readFileSync(process.env.BENCH_SUPERGRAPH, 'utf8') }),
  nodeEnv: 'production',
});
export const handler = startServerAndCreateLambdaHandler(server, handlers.createAPIGatewayProxyEventV2RequestHandler());
