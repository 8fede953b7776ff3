import { expect, it } from 'vitest';
import { ask, subgraph } from '../../test/support/subgraph.ts';

it('asks again on a new connection when the kept one had been closed meanwhile', async () => {
  let requests = 0;
  const seen = await subgraph((response) => {
    requests += 1;
    // As after a Lambda was frozen: the next request on this connection finds it closed.
    if (requests === 2) response.socket?.resetAndDestroy();
    else response.end('{"data":{"no2":1}}');
  });
  expect((await ask()).reached).toBe(true);
  expect(await ask()).toMatchObject({ reached: true, data: { no2: 1 } });
  expect(seen).toHaveLength(3);
});

it('does not ask again for a mutation, nor on a new connection', async () => {
  let requests = 0;
  const seen = await subgraph((response) => {
    requests += 1;
    if (requests === 1) response.end('{"data":{"no2":1}}');
    else response.socket?.resetAndDestroy();
  });
  await ask();
  expect((await ask({}, { isMutation: true })).errors[0]?.extensions.code).toBe('SUBGRAPH_UNAVAILABLE');
  expect((await ask()).reached).toBe(false);
  expect(seen).toHaveLength(3);
});
