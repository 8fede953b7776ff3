import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { grouped, keyed, once } from './loader.ts';
import { during, noReads, noteRead, openFieldReads } from './reads.ts';

/** Resolves fields side by side, as graphql-js does, and says what was read for each. */
async function readsOf(fields: Readonly<Record<string, () => unknown>>, datasets: readonly string[]) {
  const reads = openFieldReads();
  const running = Object.entries(fields).map(([path, resolve]) => {
    const own = noReads();
    reads.note(path.split('.'), own);
    return during(own, resolve);
  });
  await Promise.allSettled(running);
  return Object.fromEntries(datasets.map((dataset) => [dataset, reads.pathsOf(dataset).map((path) => path.join('.'))]));
}
const read = async (dataset: string): Promise<string> => {
  await pause(1);
  noteRead(dataset);
  return dataset;
};

it('counts what was read for each of the fields that share a reading, whoever came first', async () => {
  const bikes = once(() => read('bikes'));
  const both = once(async () => [await bikes(), await read('air')]);
  expect(
    await readsOf({ a: bikes, b: both, 'c.d': () => bikes().then(() => 1), e: () => read('air'), f: () => 1 }, [
      'bikes',
      'air',
      'trees',
    ]),
  ).toEqual({ bikes: ['a', 'b', 'c.d'], air: ['b', 'e'], trees: [] });
});

it('counts a batch for every key in it, also when a key is asked again, and no other batch', async () => {
  const stops = keyed<string, string>(
    async (keys) => new Map(await Promise.all(keys.map(async (key) => [key, await read(key)] as const))),
  );
  const lists = grouped<string, string>(async ([key = '']) => new Map([[key, [await read(key)]]]));
  expect(
    await readsOf(
      {
        a: () => stops.load('x'),
        b: () => stops.load('y'),
        c: async () => {
          await pause(10);
          return stops.load('z');
        },
        d: async () => {
          await pause(20);
          return stops.loadMany(['x']);
        },
        e: () => lists.load('w'),
      },
      ['x', 'y', 'z', 'w'],
    ),
  ).toEqual({ x: ['a', 'b', 'd'], y: ['a', 'b', 'd'], z: ['c'], w: ['e'] });
});

it('counts readings that fail, and what includes itself', async () => {
  const failing = once(async () => {
    await read('down');
    throw new Error('down');
  });
  const round: () => Promise<unknown> = once(async () => {
    await pause(1);
    void round();
    return read('round');
  });
  expect(await readsOf({ a: failing, b: round }, ['down', 'round'])).toEqual({ down: ['a'], round: ['b'] });
});
