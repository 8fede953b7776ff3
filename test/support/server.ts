import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { closeDoors } from '../../kernel/http.ts';
import type { Source } from '../../kernel/source.ts';

/** A server of one test at the address of a source, with the path of its real one. Gives its origin. */
export async function serveAt(source: Source, listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { pathname } = new URL(source.endpoint.fallback ?? origin);
  process.env[source.endpoint.variable] = `${origin}${pathname === '/' ? '' : pathname}`;
  onTestFinished(async () => {
    delete process.env[source.endpoint.variable];
    await closeDoors();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return origin;
}
