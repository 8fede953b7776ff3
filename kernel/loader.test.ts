import { expect, it } from 'vitest';
import { grouped, keyed, once } from './loader.ts';

const upper = async (keys: readonly string[]) => new Map(keys.map((key) => [key, key.toUpperCase()]));

it('gives values in the order of their keys, whatever order the batch answers in', async () => {
  const loader = keyed(async (keys: readonly string[]) => new Map([...(await upper(keys))].toReversed()));
  expect(await Promise.all([loader.load('b'), loader.load('a'), loader.load('b')])).toEqual(['B', 'A', 'B']);
});

it('asks each key once, in chunks of the size the administration takes', async () => {
  const asked: (readonly number[])[] = [];
  const loader = keyed<number, number>(
    async (keys) => {
      asked.push(keys);
      return new Map(keys.map((key) => [key, key * 10]));
    },
    { chunk: 2 },
  );
  expect(await loader.loadMany([1, 2, 3, 2, 5])).toEqual([10, 20, 30, 20, 50]);
  expect(asked).toEqual([
    [1, 2],
    [3, 5],
  ]);
});

it('puts a failing chunk on its own keys only', async () => {
  const failure = new Error('down');
  const loader = keyed<number, number>(
    async (keys) => {
      if (keys.includes(3)) throw failure;
      return new Map(keys.map((key) => [key, key]));
    },
    { chunk: 2 },
  );
  expect(await loader.loadMany([1, 2, 3, 4])).toEqual([1, 2, failure, failure]);
});

it('puts a failure on the one key that the batch gives it for', async () => {
  const failure = new Error('bad row');
  const loader = keyed<string, string>(async (keys) =>
    new Map<string, string | Error>(await upper(keys)).set('b', failure),
  );
  expect(await loader.loadMany(['a', 'b'])).toEqual(['A', failure]);
});

it('gives null for a key without a value, an empty list for one without a list', async () => {
  expect(await keyed(async () => new Map()).load('x')).toBeNull();
  expect(await grouped(async () => new Map()).load('x')).toEqual([]);
});

it('runs what is wanted once a single time, also when it fails', async () => {
  let runs = 0;
  const ask = once(async () => {
    runs += 1;
    throw new Error('down');
  });
  await expect(ask()).rejects.toThrow('down');
  await expect(ask()).rejects.toThrow('down');
  expect(runs).toBe(1);
});
