import { expect, it } from 'vitest';
import { replay } from '../../../test/support/replay.ts';
import { testSource } from '../../../test/support/source.ts';
import { readSeries } from './sdmx.ts';

const source = testSource({ connector: 'sdmx' });
const time = (...ids: string[]) => ({ id: 'TIME_PERIOD', values: ids.map((id) => ({ id })) });
const structure = { dimensions: { series: [], observation: [time('2024', '2022', '2023')] } };
const dataSets = [{ series: { '0:1': { observations: { 0: [3, 0, 1], 1: [1, 0, 0], 2: [2, 0, null] } } } }];
const multiplier = { id: 'UNIT_MULT', values: [{ id: '0' }] };
const status = { id: 'OBS_STATUS', values: [{ id: 'A' }, { id: 'E' }] };

async function read(data: Record<string, unknown>) {
  const { door, asked } = await replay(source, { 'GET /data/data/BE2,DF_TEST,1.0/A.B1.100..': { data } });
  const question = { flow: 'BE2,DF_TEST,1.0', key: 'A.B1.100..', from: '2020' };
  return { asked, observations: (await readSeries(door, source, question)).value };
}

it('keeps the commas of a flow and the open places of a key in the address', async () => {
  const { asked } = await read({ dataSets, structures: [structure] });
  expect(asked).toEqual([
    'GET /data/data/BE2,DF_TEST,1.0/A.B1.100..?startPeriod=2020&dimensionAtObservation=TIME_PERIOD',
  ]);
});

it('finds the period of an observation by position and puts them in order', async () => {
  const { observations } = await read({ dataSets, structures: [structure] });
  expect(observations.map(({ period, value }) => [period, value])).toEqual([
    ['2022', 1],
    ['2023', 2],
    ['2024', 3],
  ]);
});

it('finds the status among the attributes, wherever it stands', async () => {
  const structures = [{ ...structure, attributes: { observation: [multiplier, status] } }];
  const { observations } = await read({ dataSets, structures });
  expect(observations.map((observation) => observation.status)).toEqual(['A', null, 'E']);
});

it('has no status where the message describes none', async () => {
  const { observations } = await read({ dataSets, structures: [{ ...structure, attributes: {} }] });
  expect(observations.map((observation) => observation.status)).toEqual([null, null, null]);
});

it('reads the one structure of SDMX-JSON 1.0 like the list of 2.0', async () => {
  expect((await read({ dataSets, structure })).observations).toEqual(
    (await read({ dataSets, structures: [structure] })).observations,
  );
});

it('takes the structure that the data set points to', async () => {
  const other = { dimensions: { series: [], observation: [time('1999', '1998', '1997')] } };
  const { observations } = await read({
    dataSets: [{ ...dataSets[0], structure: 1 }],
    structures: [other, structure],
  });
  expect(observations.map(({ period }) => period)).toEqual(['2022', '2023', '2024']);
});

it('names what does not fit: a value that is text, or a message without structure', async () => {
  const text = [{ series: { '0:1': { observations: { 0: ['3'] } } } }];
  await expect(read({ dataSets: text, structures: [structure] })).rejects.toMatchObject({
    extensions: { code: 'SOURCE_INVALID', field: 'data.dataSets.0.series.0:1.observations.0.0' },
  });
  await expect(read({ dataSets })).rejects.toMatchObject({
    extensions: { code: 'SOURCE_INVALID', field: 'data.structures' },
  });
});

it('applies the multiplier of an observation, else of its series', async () => {
  const millions = { id: 'UNIT_MULT', values: [{ id: '0' }, { id: '6' }] };
  const observations = { 0: [3, 1], 1: [1, 0], 2: [null, 1] };
  const ofObservations = { ...structure, attributes: { observation: [millions] } };
  const first = await read({ dataSets: [{ series: { '0': { observations } } }], structures: [ofObservations] });
  expect(first.observations.map(({ value }) => value)).toEqual([1, null, 3_000_000]);

  const ofSeries = { ...structure, attributes: { series: [millions] } };
  const series = { '0': { attributes: [1], observations: { 0: [3], 1: [1], 2: [null] } } };
  const second = await read({ dataSets: [{ series }], structures: [ofSeries] });
  expect(second.observations.map(({ value }) => value)).toEqual([1_000_000, null, 3_000_000]);
});
