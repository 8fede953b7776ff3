import { expect, it } from 'vitest';
import { replay } from '../../../test/support/replay.ts';
import { testSource } from '../../../test/support/source.ts';
import { addressOf } from '../../endpoint.ts';
import { readTimeSeries } from './jsonstat.ts';

const source = testSource({ connector: 'jsonstat' });
const time = (category: unknown) => ({ geo: { category: { index: ['BE10'] } }, time: { category } });
const years = time({ index: { 2022: 0, 2023: 1, 2024: 2 } });

async function read(answer: Record<string, unknown>) {
  const whole = { class: 'dataset', id: ['geo', 'time'], size: [1, 3], dimension: years, ...answer };
  const { door } = await replay(source, { 'GET /data': whole });
  return (await readTimeSeries(door, source, { url: addressOf(source), time: 'time' })).value;
}

it('has no value where a sparse object leaves a cell out', async () => {
  const { observations } = await read({ value: { 0: 0, 2: 3.5 } });
  expect(observations.map(({ value }) => value)).toEqual([0, null, 3.5]);
});

it('goes by the position of a period, not by the order it is written in', async () => {
  const { observations } = await read({ value: [1, 2, 3], dimension: time({ index: { 2024: 2, 2022: 0, 2023: 1 } }) });
  expect(observations.map(({ period, value }) => [period, value])).toEqual(
    expect.arrayContaining([
      ['2022', 1],
      ['2023', 2],
      ['2024', 3],
    ]),
  );
});

it('reads a single period that has a label and no index', async () => {
  const { observations } = await read({ size: [1, 1], value: [7], dimension: time({ label: { 2024: '2024' } }) });
  expect(observations).toEqual([{ period: '2024', value: 7, status: null }]);
});

it('does not guess the positions of several periods without an index', async () => {
  const dimension = time({ label: { 2023: '2023', 2024: '2024' } });
  await expect(read({ size: [1, 2], value: [6, 7], dimension })).rejects.toMatchObject({
    extensions: { code: 'SOURCE_INVALID', field: 'dimension.time.category' },
  });
});

it('reads one status for all cells, or one for each', async () => {
  const flags = async (status: unknown) =>
    (await read({ value: [1, 2, 3], status })).observations.map((observation) => observation.status);
  expect(await flags('e')).toEqual(['e', 'e', 'e']);
  expect(await flags(['b', null, 'p'])).toEqual(['b', null, 'p']);
  expect(await flags({ 1: 'u' })).toEqual([null, 'u', null]);
});

it('notices a dataset without its time dimension, instead of taking it for an empty series', async () => {
  await expect(read({ id: ['geo'], size: [1], value: [1], dimension: { geo: years.geo } })).rejects.toMatchObject({
    extensions: { code: 'SOURCE_INVALID', field: 'dimension.time' },
  });
});

it('reads the time of the last change with and without a colon in its offset, and does without it', async () => {
  const updated = async (text?: string) => (await read({ value: {}, updated: text })).updated;
  const instant = new Date('2026-09-17T21:00:00Z');
  expect(await updated('2026-09-17T23:00:00+0200')).toEqual(instant);
  expect(await updated('2026-09-17T23:00:00+02:00')).toEqual(instant);
  expect(await updated()).toBeNull();
});
