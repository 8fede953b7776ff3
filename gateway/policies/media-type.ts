import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import Negotiator from 'negotiator';
import { refuse } from '../../kernel/lambda.ts';

/** What an answer can be written in (GraphQL over HTTP, 5.1). */
const WRITTEN = ['application/json', 'application/graphql-response+json', 'application/geo+json'];
/** JSON in the one encoding that it has (RFC 8259, 8.1). */
const JSON_BODY = /^application\/json\s*(?:;\s*charset="?utf-8"?\s*)?$/i;

/**
 * Refuses a body that is not JSON as it stands (status 415), and a reader who takes no form that there is (status 406):
 * both before anybody is asked, and not once the answer is there and nobody can have it.
 */
export function refuseMedia({
  headers,
  requestContext,
}: APIGatewayProxyEventV2): APIGatewayProxyStructuredResultV2 | null {
  const { accept, 'content-type': type = '', 'content-encoding': encoding = 'identity' } = headers;
  if (requestContext.http.method === 'POST' && !(JSON_BODY.test(type) && encoding === 'identity'))
    return refuse(415, 'BAD_REQUEST', 'A question is sent as "application/json" in UTF-8, not packed.');
  if (accept !== undefined && new Negotiator({ headers: { accept } }).mediaType(WRITTEN) === undefined)
    return refuse(406, 'NOT_ACCEPTABLE', `An answer is "${WRITTEN.join('", or "')}".`);
  return null;
}
