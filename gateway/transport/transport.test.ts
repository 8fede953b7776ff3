import { setTimeout as pause } from 'node:timers/promises';
import { expect, it, vi } from 'vitest';
import { ask, type Seen, subgraph } from '../../test/support/subgraph.ts';

it('keeps data, errors, extensions and how long the answer may be kept', async () => {
  await subgraph((response) => {
    response.setHeader('cache-control', 'public, max-age=60');
    response.end('{"data":{"no2":1},"extensions":{"sources":[{"dataset":"irceline"}]}}');
  });
  expect(await ask()).toEqual({
    reached: true,
    data: { no2: 1 },
    errors: [],
    extensions: { sources: [{ dataset: 'irceline' }] },
    maxAge: 60,
  });
});

it.each([
  ['private, max-age=60', 0],
  ['no-store', 0],
  ['max-age=5', 5],
  ['', 0],
])('takes %j as %d seconds', async (header, maxAge) => {
  await subgraph((response) => {
    if (header) response.setHeader('cache-control', header);
    response.end('{"data":{}}');
  });
  expect((await ask()).maxAge).toBe(maxAge);
});

it('sends the trace, the language and the time that is left', async () => {
  const seen = await subgraph((response) => response.end('{"data":{}}'));
  await ask({ acceptLanguage: 'nl', deadline: performance.now() + 2_000 });
  const { headers } = seen[0] as Seen;
  expect(headers.traceparent).toMatch(/^00-4bf92f3577b34da6a3ce929d0e0e4736-[\da-f]{16}-01$/);
  expect(headers['accept-language']).toBe('nl');
  expect(Number(headers['x-deadline-ms'])).toBeGreaterThan(1_000);
  expect(Number(headers['x-deadline-ms'])).toBeLessThanOrEqual(2_000);
});

it.each([
  ['HTML', 200, '<html>http://10.0.0.1</html>', 'SUBGRAPH_INVALID'],
  ['no JSON', 200, '{"data":', 'SUBGRAPH_INVALID'],
  ['nothing', 200, '', 'SUBGRAPH_INVALID'],
  ['null', 200, 'null', 'SUBGRAPH_INVALID'],
  ['a list', 200, '[]', 'SUBGRAPH_INVALID'],
  ['no data', 200, '{"message":"hello"}', 'SUBGRAPH_INVALID'],
  ['a list for data', 200, '{"data":[]}', 'SUBGRAPH_INVALID'],
  ['a text for data', 200, '{"data":"x"}', 'SUBGRAPH_INVALID'],
  ['an error page', 502, '<html>Bad Gateway from 10.0.0.1</html>', 'SUBGRAPH_UNAVAILABLE'],
  ['a throttled Lambda', 429, '{"Message":"Rate Exceeded."}', 'SUBGRAPH_UNAVAILABLE'],
])('contains an answer that is no GraphQL: %s', async (_, status, body, code) => {
  await subgraph((response) => response.writeHead(status).end(body));
  const answer = await ask();
  expect(answer).toMatchObject({ reached: false, data: null, errors: [{ extensions: { code, subgraph: 'air' } }] });
  expect(JSON.stringify(answer)).not.toMatch(/127\.0|10\.0|html|http|502|429/);
});

it('takes errors apart, whatever they hold', async () => {
  await subgraph((response) =>
    response.end(
      '{"data":null,"errors":["x",{"message":{},"path":["a",{},0],"extensions":7},{"message":"b","path":"p"}]}',
    ),
  );
  expect((await ask()).errors).toEqual([
    { message: '[object Object]', path: ['a', 0], extensions: { subgraph: 'air' } },
    { message: 'b', path: undefined, extensions: { subgraph: 'air' } },
  ]);
});

it('stops reading an answer that is too large', async () => {
  let written = 0;
  await subgraph((response) => {
    const chunk = Buffer.alloc(1024 * 1024, 32);
    const write = (): void => {
      if (response.destroyed) return;
      written += 1;
      response.write(chunk, () => setImmediate(write));
    };
    write();
  });
  expect(await ask()).toMatchObject({ reached: false, errors: [{ extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }] });
  expect(written).toBeLessThan(60);
});

it('gives up when the time of the operation is over, and never starts when it is over already', async () => {
  const seen = await subgraph(() => {});
  const late = await ask({ deadline: performance.now() + 60 });
  expect(late.errors).toMatchObject([{ extensions: { code: 'SUBGRAPH_TIMEOUT', retryable: true } }]);
  const over = await ask({ deadline: performance.now() - 1 });
  expect(over.errors).toMatchObject([{ extensions: { code: 'SUBGRAPH_TIMEOUT' } }]);
  expect(seen).toHaveLength(1);
});

it('refuses at once what a subgraph has too many calls for already', async () => {
  let answered = (): void => {};
  const seen = await subgraph((response) => {
    const before = answered;
    answered = () => {
      before();
      response.end('{"data":{}}');
    };
  });
  const waiting = Array.from({ length: 400 }, (_, i) => ask({}, { body: `{"query":"{ a${i}: no2 }"}` }));
  const refused = await ask({}, { body: '{"query":"{ one: no2 }"}' });
  expect(refused.errors).toMatchObject([{ extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }]);
  await vi.waitFor(() => expect(seen).toHaveLength(100)); // As many as there are connections.
  const release = setInterval(() => answered(), 5);
  expect((await Promise.all(waiting)).every(({ reached }) => reached)).toBe(true);
  clearInterval(release);
});

it('calls a subgraph without an address, or behind a dead one, unavailable', async () => {
  vi.stubEnv('SUBGRAPH_AIR_URL', '');
  expect((await ask()).errors).toMatchObject([{ extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }]);
  vi.stubEnv('SUBGRAPH_AIR_URL', 'http://127.0.0.1:1');
  expect((await ask()).errors).toMatchObject([{ extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }]);
});

it('makes identical questions one request while it is on its way, but no two languages and no mutations', async () => {
  const seen = await subgraph((response, { headers }) => {
    setTimeout(() => response.end(`{"data":{"language":"${headers['accept-language']}"}}`), 30);
  });
  const [a, b, other] = await Promise.all([
    ask({ acceptLanguage: 'fr' }),
    ask({ acceptLanguage: 'fr' }),
    ask({ acceptLanguage: 'nl' }),
  ]);
  expect(seen).toHaveLength(2);
  expect([a.data, b.data, other.data]).toEqual([{ language: 'fr' }, { language: 'fr' }, { language: 'nl' }]);
  expect(a.data).not.toBe(b.data); // Each may change its own.
  await Promise.all([ask({}, { isMutation: true }), ask({}, { isMutation: true })]);
  expect(seen).toHaveLength(4);
  await ask({ acceptLanguage: 'fr' });
  expect(seen).toHaveLength(5);
});

it('shares no call with a caller whose time ends otherwise, nor one that is aborted', async () => {
  const seen = await subgraph((response) => {
    setTimeout(() => response.end('{"data":{"no2":1}}'), 150);
  });
  const [hurried, patient] = await Promise.all([ask({ deadline: performance.now() + 60 }), ask()]);
  expect(hurried.errors).toMatchObject([{ extensions: { code: 'SUBGRAPH_TIMEOUT' } }]);
  expect(patient.data).toEqual({ no2: 1 });
  let go = (): void => {};
  const left = ask({
    onGone: (leave) => {
      go = leave;
    },
  });
  go();
  expect((await ask()).data).toEqual({ no2: 1 });
  expect((await left).reached).toBe(false);
  expect(seen.length).toBeGreaterThanOrEqual(3);
});

it('aborts a request when its client has gone, but not while another client waits for it', async () => {
  let aborted = 0;
  await subgraph((response) => {
    response.on('close', () => {
      if (!response.writableFinished) aborted += 1;
    });
    setTimeout(() => response.end('{"data":{"no2":1}}'), 120);
  });
  let go = (): void => {};
  const onGone = (leave: () => void): void => {
    go = leave;
  };
  const alone = ask({ onGone });
  await pause(30);
  go();
  expect((await alone).reached).toBe(false);
  await vi.waitFor(() => expect(aborted).toBe(1));

  const [, second] = [ask({ onGone }), ask({ onGone: () => {} })];
  await pause(30);
  go();
  expect((await second).data).toEqual({ no2: 1 });
  expect(aborted).toBe(1);
});
