import { request as plainRequest } from 'node:http';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { LIMITS } from '../../gateway/policies/limits.ts';
import { attackerOf } from '../support/attacker.ts';
import { type City, startCity } from '../support/city.ts';
import { leakIn } from '../support/leaks.ts';

let city: City;
beforeAll(async () => {
  city = await startCity();
});
afterAll(() => city.close());
beforeEach(() => city.resetCounts());
const { request, send, ask, reached, expectRefused } = attackerOf(() => city);

const MB = 1024 * 1024;

describe('too much', () => {
  it.each([
    ['a document of 1 MB', `{ ${'a '.repeat(MB / 2)} }`],
    ['repeated fields', `{ municipalities { ${'nisCode '.repeat(MB / 8)} } }`],
    ['a text of 1 MB', `{ places(text: "${'x'.repeat(MB)}") { text } }`],
    ['a comment of 1 MB', `# ${'x'.repeat(MB)}\n{ municipalities { nisCode } }`],
  ])('%s is refused before it is read', async (_, query) => {
    await expectRefused(await ask(query), 'QUERY_TOO_COMPLEX', 413);
  });

  it('variables of 1 MB are refused before they are read', async () => {
    const query = 'query($text: String!) { places(text: $text) { text } }';
    await expectRefused(await ask(query, { text: 'x'.repeat(MB) }), 'QUERY_TOO_COMPLEX', 413);
  });

  it('the limit is exact, in bytes and not in characters', async () => {
    const padded = (bytes: number) => {
      const body = '{"query":"{ __typename }","padding":""}';
      const room = bytes - body.length;
      return body.replace('""', `"${'é'.repeat(Math.floor(room / 2))}${'x'.repeat(room % 2)}"`);
    };
    expect((await send(padded(LIMITS.bytes))).status).toBe(200);
    await expectRefused(await send(padded(LIMITS.bytes + 1)), 'QUERY_TOO_COMPLEX', 413);
  });

  it('a body of more than a server takes is not kept, and its sender is hung up on', async () => {
    const { hostname, port } = new URL(city.url);
    const chunk = Buffer.alloc(64 * 1024, ' ');
    const before = process.memoryUsage().external;
    let sent = 0;
    const status = await new Promise<number | undefined>((resolve) => {
      const headers = { 'content-type': 'application/json' };
      const upload = plainRequest({ hostname, port, path: '/graphql', method: 'POST', headers }, (response) => {
        resolve(response.statusCode);
        upload.destroy();
      });
      upload.on('error', () => resolve(undefined)); // It may hang up before its answer is read.
      const pour = (): void => {
        sent += chunk.byteLength;
        if (upload.destroyed || sent > 200 * MB) return;
        upload.write(chunk) ? setImmediate(pour) : upload.once('drain', pour);
      };
      pour();
    });
    expect([413, undefined]).toContain(status);
    expect(sent).toBeLessThan(100 * MB);
    expect(process.memoryUsage().external - before).toBeLessThan(60 * MB);
    expect(reached()).toBe(0);
  });

  it('a query string', async () => {
    const query = `/graphql?query=${'a'.repeat(14_000)}`;
    const headers = { 'apollo-require-preflight': '1' };
    const refusal = await fetch(`${city.url}${query}`, { headers });
    expect([400, 413, 431]).toContain(refusal.status);
    expect(leakIn(await refusal.text(), query)).toBeNull();
    expect(reached()).toBe(0);
  });
});

it('what is packed is unpacked by nobody', async () => {
  for (const encoding of ['gzip', 'deflate', 'br']) {
    const bomb = gzipSync(Buffer.alloc(50 * MB, ' '));
    const headers = { 'content-type': 'application/json', 'content-encoding': encoding };
    await expectRefused(await send(bomb, headers), 'BAD_REQUEST', 415);
  }
});

it('a batch is no question, however many are in it', async () => {
  const query = '{ municipalities { nisCode } }';
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: 1_000 }), fc.nat(3), async (length, depth) => {
      let batch: unknown = Array.from({ length }, () => ({ query }));
      for (let i = 0; i < depth; i++) batch = [batch];
      await expectRefused(await send(JSON.stringify(batch)), 'BAD_REQUEST');
    }),
    { numRuns: 15 },
  );
});

/** Writes bytes as they are, and gives what comes back until the connection is closed or nothing comes. */
function raw(text: string): Promise<string> {
  const { hostname, port } = new URL(city.url);
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect(Number(port), hostname, () => socket.write(text));
    const end = (): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.on('data', (chunk) => {
      answer += chunk;
      if (answer.includes('\r\n\r\n')) setTimeout(end, 50);
    });
    socket.on('close', end).on('error', end);
    setTimeout(end, 1_000);
  });
}

describe('a length that is not that of the body', () => {
  const BODY = '{"query":"{ municipalities { nisCode } }"}';
  const post = (...headers: string[]) =>
    raw(
      ['POST /graphql HTTP/1.1', 'host: localhost', 'content-type: application/json', ...headers, '', BODY].join(
        '\r\n',
      ),
    );

  it.each([
    ['too short', [`content-length: ${BODY.length - 5}`]],
    ['negative', ['content-length: -1']],
    ['no number', ['content-length: many']],
    ['twice, and different', [`content-length: ${BODY.length}`, 'content-length: 3']],
    ['beside chunks', [`content-length: ${BODY.length}`, 'transfer-encoding: chunked']],
    ['chunks that are none', ['transfer-encoding: chunked']],
  ])('%s: refused', async (_, headers) => {
    const answer = await post(...headers);
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(leakIn(answer)).toBeNull();
    expect(reached()).toBe(0);
    expect((await ask('{ __typename }')).status).toBe(200);
  });

  it('too long: nobody answers before all of it is there', async () => {
    expect(await post(`content-length: ${BODY.length + 5}`)).toBe('');
    expect(reached()).toBe(0);
    expect((await ask('{ __typename }')).status).toBe(200);
  });
});

it('a path of a good size that leads nowhere', async () => {
  const refusal = await request(`/${'a'.repeat(8_000)}`, {});
  await expectRefused(refusal, 'NOT_FOUND', 404);
});
