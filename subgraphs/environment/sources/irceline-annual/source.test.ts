import { expect, it } from 'vitest';
import { replay } from '../../../../test/support/replay.ts';
import captured from './fixture/captured.json' with { type: 'json' };
import { ircelineAnnual } from './source.ts';

const WFS = 'GET /wfs';
const now = () => new Date('2026-09-01T08:45:00Z');
const [first] = captured[WFS].features;

const read = async (features: readonly unknown[] = captured[WFS].features) => {
  const { door, asked } = await replay(ircelineAnnual, { [WFS]: { ...captured[WFS], features } }, now);
  return { means: (await ircelineAnnual.provides.annualMeans?.(door)) ?? [], asked };
};

it('reads the mean of a year, observed when the year is over', async () => {
  const { means } = await read();
  expect(means[0]).toEqual({
    location: { lat: 50.84577807, lon: 4.36811326 },
    year: 2023,
    no2: 31,
    provenance: { source: ircelineAnnual, observedAt: new Date('2024-01-01T00:00:00Z'), retrievedAt: now() },
  });
});

it('leaves out a year of too few hours, and -9999', async () => {
  expect((await read()).means).toHaveLength(1);
});

it('asks once, for the stations of Brussels with the newest years first', async () => {
  const { asked } = await read();
  expect(asked).toHaveLength(1);
  expect(Object.fromEntries(new URLSearchParams(asked[0]?.split('?')[1]))).toMatchObject({
    typeNames: 'annual:no2_anmean_station',
    CQL_FILTER: "network = 'Brussels'",
    sortBy: 'year D',
  });
});

it.each(['year', 'nhours', 'value'] as const)('names the field when %s is renamed', async (name) => {
  const features = [{ ...first, properties: { ...first?.properties, [name]: undefined } }];
  await expect(read(features)).rejects.toMatchObject({
    extensions: { code: 'SOURCE_INVALID', dataset: 'irceline-annual', field: `features.0.properties.${name}` },
  });
});
