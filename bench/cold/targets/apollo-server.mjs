// Apollo Server with one field.
import { ApolloServer } from '@apollo/server';
import { handlers, startServerAndCreateLambdaHandler } from '@as-integrations/aws-lambda';

const server = new ApolloServer({
  typeDefs: 'type Query { municipalities(nisCodes: [ID!]!): [Municipality] } type Municipality { nisCode: ID! }',
  resolvers: { Query: { municipalities: (_, { nisCodes }) => nisCodes.map((nisCode) => ({ nisCode })) } },
  nodeEnv: 'production',
});
export const handler = startServerAndCreateLambdaHandler(server, handlers.createAPIGatewayProxyEventV2RequestHandler());
