/**
 * The city's subgraphs over the sandbox, in one process, for gateways that sign and for gateways that do not: prints
 * their addresses as JSON. What was asked once is answered from memory, so that they are not what is measured.
 */
import { join } from 'node:path';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { serveLambda } from '../../infra/lambda-http.ts';
import { bodyOf, type LambdaHandler } from '../../kernel/lambda.ts';
import { signedHeaders } from '../../kernel/message-signature.ts';
import { startSandbox } from '../../sandbox/sandbox.ts';
import { headersOf } from '../../tooling/bundles/event.ts';
import { importFrom, ownSubgraphNames } from '../../tooling/folders.ts';

const sandbox = await startSandbox();
Object.assign(process.env, sandbox.environment());

const urls: Record<string, string> = {};
for (const name of ownSubgraphNames()) {
  const { handler } = await importFrom<{ handler: LambdaHandler }>(join('subgraphs', name, 'handler.ts'));
  const answers = new Map<string, Promise<APIGatewayProxyStructuredResultV2>>();
  const { url } = await serveLambda((event, context) => {
    const body = bodyOf(event);
    const known = answers.get(body);
    if (known) return known;
    const signed = headersOf(signedHeaders(body, {}));
    const answer = handler({ ...event, headers: { 'content-type': 'application/json', ...signed } }, context);
    answers.set(body, answer);
    return answer;
  });
  urls[name] = `${url}/graphql`;
}
console.log(JSON.stringify(urls));
