// Hive Gateway's runtime, asked by its fetch interface.
import { readFileSync } from 'node:fs';
import { createGatewayRuntime } from '@graphql-hive/gateway-runtime';
import http from '@graphql-mesh/transport-http';

const gateway = createGatewayRuntime({
  supergraph: readFileSync(process.env.BENCH_SUPERGRAPH, 'utf8'),
  transports: { http }, // It would look for it by its name, which a bundle does not have.
  logging: false,
  landingPage: false,
  graphiql: false,
  maskedErrors: false,
});

export async function handler({ headers, body }) {
  const response = await gateway.fetch('http://localhost/graphql', { method: 'POST', headers, body });
  return { statusCode: response.status, body: await response.text() };
}
