import type { RequestListener } from 'node:http';
import * as v from 'valibot';
import { expect } from 'vitest';
import { addressOf } from '../../kernel/endpoint.ts';
import { SourceError } from '../../kernel/errors.ts';
import { openDoor } from '../../kernel/http.ts';
import type { Source } from '../../kernel/source.ts';
import { parseWire } from '../../kernel/wire.ts';
import { serveAt } from './server.ts';
import { testSource } from './source.ts';

/** A source that is fresh for a minute and never stale. */
export const source = testSource({ freshFor: 60 });
/** When a test's clock starts (milliseconds since 1970). */
export const START = Date.UTC(2026, 8, 1, 8);

/** A door to a server, with a clock that the test sets and a counter of what reached the server. */
export async function open(listener: RequestListener, to: Source = source) {
  const seen: string[] = [];
  const clock = { seconds: 0 };
  const origin = await serveAt(to, (request, response) => {
    seen.push(`${request.method} ${request.url}`);
    listener(request, response);
  });
  const now = () => new Date(START + clock.seconds * 1000);
  const enter = (deadline?: string, account?: string) =>
    openDoor({ now, traceId: '1'.repeat(32), subgraph: 'test' }, { deadline, account });
  const door = enter();
  const ask = (query: Record<string, string> = {}, through = door) =>
    through.json(to, { url: addressOf(to, '', query) }, (body) => parseWire(to, v.object({ count: v.number() }), body));
  return { ask, clock, door, enter, origin, seen };
}

/** Answers with how many times it was asked. */
export function counting(): RequestListener {
  let count = 0;
  return (_, response) => response.end(JSON.stringify({ count: ++count }));
}

/** Answers with a status. */
export const status =
  (code: number, headers: Record<string, string> = {}): RequestListener =>
  (_, response) =>
    response.writeHead(code, headers).end('{"count":1}');

/** How asking a server fails; the error must not tell where the server is. */
export async function failure(listener: RequestListener, to: Source = source): Promise<SourceError> {
  const { ask, origin } = await open(listener, to);
  const error: unknown = await ask().catch((reason: unknown) => reason);
  if (!(error instanceof SourceError)) throw new Error('a SourceError was expected', { cause: error });
  const told = JSON.stringify([error.message, error.extensions]);
  expect(told).not.toContain(new URL(origin).port);
  expect(told).not.toMatch(/https?:|127\.0\.0\.1|localhost|\/data/);
  return error;
}
