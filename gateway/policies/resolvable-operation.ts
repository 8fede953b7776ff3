import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError } from 'graphql';

/**
 * Refuses what names no operation that the graph can run: a document with several and no `operationName`, and a mutation
 * or subscription while the graph has none. graphql-js 16 lets both through validation, and the engine behind would call
 * them faults of its own.
 */
export const resolvableOperation: ApolloServerPlugin = {
  requestDidStart: async () => ({
    didResolveOperation: async ({ schema, operation }) => {
      if (!operation) throw refusal('The document has several operations, or not the one that is named.');
      if (!schema.getRootType(operation.operation)) throw refusal(`The graph has no ${operation.operation}.`);
    },
  }),
};

function refusal(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'OPERATION_RESOLUTION_FAILURE', http: { status: 400 } } });
}
