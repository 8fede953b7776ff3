// Hive Gateway's runtime on node:http; `hive-rust` is the same with its Rust planner.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createGatewayRuntime } from '@graphql-hive/gateway-runtime';

const supergraph = readFileSync(process.env.BENCH_SUPERGRAPH, 'utf8');
const rust = process.env.BENCH_TARGET === 'hive-rust' ? await import('@graphql-hive/router-runtime') : {};
const gateway = createGatewayRuntime({
  supergraph,
  logging: false,
  landingPage: false,
  graphiql: false,
  maskedErrors: false,
  ...(rust.unifiedGraphHandler ? { unifiedGraphHandler: rust.unifiedGraphHandler } : {}),
});
const server = createServer(gateway);
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
