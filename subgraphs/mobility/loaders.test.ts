import { expect, it } from 'vitest';
import { replay } from '../../test/support/replay.ts';
import { createLoaders } from './loaders.ts';
import captured from './sources/stib-waiting-times/fixture/captured.json' with { type: 'json' };
import { stibWaitingTimes } from './sources/stib-waiting-times/source.ts';

async function loadersAt(time: string) {
  const { door, asked } = await replay(stibWaitingTimes, captured, () => new Date(time));
  return { loaders: createLoaders(door), asked };
}

it('gives the departures of a stop by time, messages without a time last', async () => {
  const { loaders } = await loadersAt('2026-03-02T20:00:00+01:00');
  const departures = await loaders.departures.load('stib:5008');
  expect(departures.map(({ line, expectedAt }) => [line, expectedAt?.toISOString().slice(11, 16)])).toEqual([
    ['82', '19:03'],
    ['82', '19:04'],
    ['51', '19:08'],
    ['51', '19:15'],
    ['82', undefined],
  ]);
});

it('leaves out what left more than a minute ago, and keeps what may still stand there', async () => {
  const { loaders } = await loadersAt('2026-03-02T20:05:00+01:00');
  const [first] = await loaders.departures.load('stib:5008');
  expect(first?.expectedAt).toEqual(new Date('2026-03-02T20:04:30+01:00'));
});

it('asks once for all stops of a request', async () => {
  const { loaders, asked } = await loadersAt('2026-03-02T20:00:00+01:00');
  await Promise.all(Array.from({ length: 81 }, (_, i) => loaders.departures.load(`stib:${1000 + i}`)));
  expect(asked).toHaveLength(1);
});

it('gives an empty list for a stop that nobody serves', async () => {
  const { loaders } = await loadersAt('2026-03-02T20:00:00+01:00');
  expect(await loaders.departures.load('stib:1')).toEqual([]);
});
