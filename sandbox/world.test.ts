import { expect, it } from 'vitest';
import { importFrom, sourceFolders } from '../tooling/folders.ts';
import { startSandbox } from './sandbox.ts';
import { worldAt } from './world.ts';

const monday = (time: string) => new Date(`2026-11-23T${time}:00+01:00`);

it('is the same for a moment and a seed, another for another seed', () => {
  const noise = (seed: number) => worldAt(monday('08:00'), seed).noise('station', 12);
  expect(noise(1)).toBe(noise(1));
  expect(noise(1)).not.toBe(noise(2));
});

it('spreads its noise evenly', () => {
  const world = worldAt(monday('08:00'), 1);
  const values = Array.from({ length: 2000 }, (_, index) => world.noise('station', index));
  const tenths = Map.groupBy(values, (value) => Math.floor(value * 10));
  expect([...tenths.values()].map(({ length }) => length).every((count) => count > 120 && count < 280)).toBe(true);
});

it('is busy in the rush hours of a working day and quiet at night, by Brussels time', () => {
  const busy = (at: Date) => worldAt(at, 1).busy();
  expect(busy(monday('08:15'))).toBeGreaterThan(0.9);
  expect(busy(monday('03:00'))).toBeLessThan(0.1);
  expect(busy(new Date('2026-11-22T08:15:00+01:00'))).toBeLessThan(0.5);
});

it('answers the same question twice with the same bytes', async () => {
  const answers = async (seed: number) => {
    const sandbox = await startSandbox({ now: () => monday('08:00'), seed });
    const urls = Object.values(sandbox.environment()).filter((value) => value.includes('gbfs'));
    const text = await (await fetch(String(urls[0]).replace('gbfs.json', 'station_status.json'))).text();
    await sandbox.close();
    return text;
  };
  const [first, again, other] = [await answers(1), await answers(1), await answers(2)];
  expect(again).toBe(first);
  expect(other).not.toBe(first);
});

it('finds an emulator for every source', async () => {
  for (const { path } of sourceFolders()) {
    expect(await importFrom<object>(`${path}/fixture/emulate.ts`)).toHaveProperty('emulate');
  }
});
