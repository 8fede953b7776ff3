/** Functions in a process of their own, behind HTTP: `gateway`, or all subgraphs; tells their addresses. */
import { join } from 'node:path';
import { serveLambda } from '../../infra/lambda-http.ts';
import type { LambdaHandler } from '../../kernel/lambda.ts';
import { importFrom, ownSubgraphNames } from '../../tooling/folders.ts';

const isGateway = process.argv[2] === 'gateway';
const urls: Record<string, string> = {};
for (const name of isGateway ? ['gateway'] : ownSubgraphNames()) {
  const file = isGateway ? join('gateway', 'handler.ts') : join('subgraphs', name, 'handler.ts');
  const { handler } = await importFrom<{ handler: LambdaHandler }>(file);
  urls[name] = (await serveLambda(handler)).url;
}
console.log(JSON.stringify(urls));
