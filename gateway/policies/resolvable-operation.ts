import type { GraphQLError, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { refusal } from '../errors.ts';

/**
 * Refuses what names no operation that the graph can run: a document with several and no `operationName`, and a
 * subscription, of which the graph has none. graphql-js 16 lets both through validation.
 */
export function resolvable(schema: GraphQLSchema, operation: OperationDefinitionNode | undefined): GraphQLError | null {
  if (!operation) return refused('The document has no operation, several, or not the one that is named.');
  return schema.getRootType(operation.operation) ? null : refused(`The graph has no ${operation.operation}.`);
}

const refused = (message: string): GraphQLError => refusal('OPERATION_RESOLUTION_FAILURE', message);
