import { expect, it } from 'vitest';
import { testSource } from '../test/support/source.ts';
import { gather, type Source } from './source.ts';

interface Provides {
  bikes(): Promise<readonly string[]>;
}
const providing = (bikes: Provides['bikes']): Source<Provides> => ({ ...testSource(), provides: { bikes } });
const idle: Source<Provides> = { ...testSource(), provides: {} };
const villo = providing(async () => ['villo']);
const scooters = providing(async () => ['dott', 'bolt']);
const failing = (message: string) =>
  providing(async () => {
    throw new Error(message);
  });
const bikesOf = (sources: readonly Source<Provides>[], outages: Error[] = []) =>
  gather({ outages, observed: () => {} }, sources, 'bikes', (ask) => ask());

it('joins the answers of all sources that provide it, in their order', async () => {
  expect(await bikesOf([villo, idle, scooters])).toEqual(['villo', 'dott', 'bolt']);
});

it('asks them side by side', async () => {
  const { promise, resolve } = Promise.withResolvers<readonly string[]>();
  const waiting = providing(() => promise);
  const releasing = providing(async () => {
    resolve(['released']);
    return [];
  });
  expect(await bikesOf([waiting, releasing])).toEqual(['released']);
});

it('does without the source that fails, and says so', async () => {
  const outages: Error[] = [];
  expect(await bikesOf([failing('down'), villo], outages)).toEqual(['villo']);
  expect(outages).toEqual([new Error('down')]);
});

it('fails as the first does when all fail', async () => {
  await expect(bikesOf([failing('first'), failing('second')])).rejects.toThrow('first');
});

it('has nothing where no source provides it', async () => {
  expect(await bikesOf([idle])).toEqual([]);
  expect(await bikesOf([])).toEqual([]);
});
