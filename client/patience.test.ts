import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished, vi } from 'vitest';
import { type ClientOptions, createClient, NoAnswerError } from './index.ts';
import { wait } from './patience.ts';

type Reply = (response: ServerResponse, request: IncomingMessage) => void;

/** A gateway that replies in turn, the last reply for ever; a client of it, and the waits that it made. */
async function gateway(replies: readonly Reply[], options: Partial<ClientOptions> = {}) {
  let asked = 0;
  const server = createServer((request, response) => {
    const reply = replies[Math.min(asked, replies.length - 1)];
    asked += 1;
    request.resume().on('end', () => reply?.(response, request));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const waits: number[] = [];
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
  const client = createClient({ url, wait: async (ms) => void waits.push(ms), ...options });
  return { ...client, waits, asked: () => asked };
}

const refusal = (status: number, headers: Record<string, string> = {}): Reply => {
  const extensions = { code: 'TOO_MANY_REQUESTS', retryable: true };
  return (response) =>
    response.writeHead(status, headers).end(JSON.stringify({ errors: [{ message: 'Later.', extensions }] }));
};
const answer: Reply = (response) => response.end('{"data":{"a":1}}');
const change = 'mutation Change($idempotencyKey: ID) { change(key: $idempotencyKey) }';

it('asks again after the seconds that a 429 names', async () => {
  const { request, waits, asked } = await gateway([refusal(429, { 'retry-after': '7' }), answer]);
  expect(await request('{ a }')).toMatchObject({ status: 200, data: { a: 1 } });
  expect([waits, asked()]).toEqual([[7000], 2]);
});

it('waits longer each time where a 503 names none, and gives the refusal in the end', async () => {
  const { request, waits, asked } = await gateway([refusal(503)]);
  expect(await request('{ a }')).toMatchObject({ status: 503, data: null, errors: [{ message: 'Later.' }] });
  expect(asked()).toBe(3);
  expect(waits[1]).toBeGreaterThan(waits[0] ?? Number.POSITIVE_INFINITY);
});

it('gives a refusal at once that asks for more patience than a reader has', async () => {
  const { request, asked } = await gateway([refusal(429, { 'retry-after': '600' })]);
  expect(await request('{ a }')).toMatchObject({ status: 429, retryAfter: 600 });
  expect(asked()).toBe(1);
});

it('never repeats a change that has no name', async () => {
  const { request, asked } = await gateway([refusal(503), answer]);
  expect(await request('mutation { change }')).toMatchObject({ status: 503 });
  expect(asked()).toBe(1);
});

it('repeats a change that has an idempotency key', async () => {
  const { request, asked } = await gateway([refusal(503), answer]);
  expect(await request(change, { idempotencyKey: 'change-1' })).toMatchObject({ status: 200 });
  expect(asked()).toBe(2);
});

it('repeats no other failure', async () => {
  const { request, asked } = await gateway([refusal(400)]);
  expect(await request('{ a }')).toMatchObject({ status: 400 });
  expect(asked()).toBe(1);
});

it('does not take the page of a proxy for an answer', async () => {
  const { request } = await gateway([(response) => response.writeHead(502).end('<html>Bad gateway</html>')]);
  await expect(request('{ a }')).rejects.toEqual(new NoAnswerError(502));
});

it('stops when it is told to, and says why', async () => {
  const stop = new AbortController();
  const { request, asked } = await gateway([() => stop.abort(new Error('the reader left'))]);
  await expect(request('{ a }', {}, { signal: stop.signal })).rejects.toThrow('the reader left');
  expect(asked()).toBe(1);
});

it('stops when its time is over', async () => {
  const { request } = await gateway([() => {}]);
  await expect(request('{ a }', {}, { timeout: 20 })).rejects.toMatchObject({ name: 'TimeoutError' });
});

it('stops while it waits, too', async () => {
  const stop = new AbortController();
  const never = vi.fn(wait);
  const { request, asked } = await gateway([refusal(429, { 'retry-after': '20' })], { wait: never });
  const asking = request('{ a }', {}, { signal: stop.signal });
  await vi.waitFor(() => expect(never).toHaveBeenCalled());
  stop.abort(new Error('the reader left'));
  await expect(asking).rejects.toThrow('the reader left');
  expect(asked()).toBe(1);
});
