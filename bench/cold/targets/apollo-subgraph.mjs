// The leanest subgraph there is on Apollo Server: our schema, one resolver, no source and no guard.
import { readFileSync } from 'node:fs';
import { ApolloServer } from '@apollo/server';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { handlers, startServerAndCreateLambdaHandler } from '@as-integrations/aws-lambda';
import { parse } from 'graphql';

const resolvers = {
  Query: { municipalities: (_, { nisCodes }) => nisCodes.map((nisCode) => ({ nisCode })) },
};
const server = new ApolloServer({
  schema: buildSubgraphSchema([{ typeDefs: parse(readFileSync(process.env.BENCH_SUBGRAPH, 'utf8')), resolvers }]),
  nodeEnv: 'production',
});
export const handler = startServerAndCreateLambdaHandler(server, handlers.createAPIGatewayProxyEventV2RequestHandler());
