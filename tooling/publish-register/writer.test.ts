import type { WriteRequest } from '@aws-sdk/client-dynamodb';
import { expect, it } from 'vitest';
import { writeAll } from './writer.ts';

const requests = (count: number): WriteRequest[] =>
  Array.from({ length: count }, (_, index) => ({ PutRequest: { Item: { pk: { S: String(index) } } } }));

/** Writes with a table that answers as it is told; pauses are counted and take no time. */
async function run(count: number, write: (batch: readonly WriteRequest[]) => Promise<readonly WriteRequest[]>) {
  const stop = new AbortController();
  const done: number[] = [];
  const pauses: number[] = [];
  const written = new Set<string>();
  const outcome = await writeAll(requests(count), {
    signal: stop.signal,
    onDone: (reached) => done.push(reached),
    pause: async (ms) => void pauses.push(ms),
    write: async (batch) => {
      const undone = await write(batch);
      for (const request of batch) if (!undone.includes(request)) written.add(request.PutRequest?.Item?.pk?.S ?? '');
      return undone;
    },
  }).then(
    () => null,
    (error: Error) => error,
  );
  return { done, pauses, written, outcome };
}
const failing = (name: string): Error => Object.assign(new Error(name), { name });

it('writes 25 at a time', async () => {
  const sizes: number[] = [];
  const { written, done } = await run(60, async (batch) => {
    sizes.push(batch.length);
    return [];
  });
  expect(sizes.toSorted((a, b) => a - b)).toEqual([10, 25, 25]);
  expect(written.size).toBe(60);
  expect(done.at(-1)).toBe(60);
});

it('sends again what was left undone, and only that', async () => {
  const sizes: number[] = [];
  const { written, pauses } = await run(25, async (batch) => {
    sizes.push(batch.length);
    return batch.slice(10);
  });
  expect(sizes).toEqual([25, 15, 5]);
  expect(written.size).toBe(25);
  expect(pauses).toHaveLength(2);
});

it('waits longer each time that a busy table refuses', async () => {
  let refusals = 8;
  const { written, pauses } = await run(25, async () => {
    if (refusals-- > 0) throw failing('ProvisionedThroughputExceededException');
    return [];
  });
  expect(written.size).toBe(25);
  expect(pauses).toHaveLength(8);
  for (const [attempt, pause] of pauses.entries()) expect(pause).toBeLessThanOrEqual(50 * 2 ** attempt);
});

it('gives up on a table that takes nothing any more', async () => {
  const { outcome, pauses } = await run(25, async (batch) => batch);
  expect(outcome?.message).toMatch(/too busy/);
  expect(pauses).toHaveLength(12);
});

it('does not ask again when it may not write at all', async () => {
  const { outcome, pauses } = await run(1000, async () => {
    throw failing('AccessDeniedException');
  });
  expect(outcome?.name).toBe('AccessDeniedException');
  expect(pauses).toEqual([]);
});

it('counts what is done without a gap, whatever comes first', async () => {
  let release = (): void => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  let others = 0;
  const { done } = await run(100, async (batch) => {
    if (batch[0]?.PutRequest?.Item?.pk?.S === '0') await held;
    else if (++others === 3) release();
    return [];
  });
  expect(done).toEqual([0, 0, 0, 100]);
});
