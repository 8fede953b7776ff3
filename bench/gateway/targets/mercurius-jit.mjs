// Mercurius's gateway with its just-in-time compiler (federation 1). It writes syntax trees that the printer of graphql
// 16.15 does not take, so it gets graphql 16.9.
import Module from 'node:module';

const resolve = Module._resolveFilename;
Module._resolveFilename = (request, ...rest) => resolve(request.replace(/^graphql(?=$|\/)/, 'graphql-16-9'), ...rest);

const { default: fastify } = await import('fastify');
const { default: mercuriusGateway } = await import('@mercuriusjs/gateway');
const ports = JSON.parse(process.env.BENCH_PORTS);
const app = fastify();
app.register(mercuriusGateway, {
  jit: 1,
  gateway: {
    services: Object.entries(ports).map(([name, port]) => ({ name, url: `http://127.0.0.1:${port}/graphql` })),
  },
});
await app.listen({ port: 0, host: '127.0.0.1' });
console.log(app.server.address().port);
