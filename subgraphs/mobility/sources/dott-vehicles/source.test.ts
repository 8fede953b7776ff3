import { expect, it } from 'vitest';
import { replay } from '../../../../test/support/replay.ts';
import captured from './fixture/captured.json' with { type: 'json' };
import { dottVehicles } from './source.ts';

const FEED = 'GET /public/v2/brussels/free_bike_status.json';
const TYPES = 'GET /public/v2/brussels/vehicle_types.json';

const read = async (answers: Record<string, unknown> = captured) => {
  const { door, asked } = await replay(dottVehicles, answers);
  return { vehicles: await dottVehicles.provides.sharedVehicles?.(door), asked, outages: door.outages };
};

it('reads a scooter with its place and range, as of the moment that the feed tells', async () => {
  const { vehicles } = await read();
  expect(vehicles?.[0]).toMatchObject({
    system: 'dott',
    kind: 'SCOOTER',
    location: { lat: 50.845333, lon: 4.356475 },
    rangeMetres: 13_536,
    provenance: { observedAt: new Date('2026-09-01T08:00:05Z') },
  });
  expect(vehicles?.[0]).not.toHaveProperty('id');
});

it('leaves out what is reserved or disabled, and what stands far outside the region or nowhere', async () => {
  const { vehicles } = await read();
  expect(vehicles?.map(({ location, kind, rangeMetres }) => [location.lat, kind, rangeMetres])).toEqual([
    [50.845333, 'SCOOTER', 13_536],
    // An empty battery is no missing one.
    [50.827551, 'BICYCLE', 0],
    // A type that is not listed.
    [50.8703, null, null],
    // A form factor that the graph has no word for.
    [50.8006, 'OTHER', 21_000.5],
    // No type at all.
    [50.8601, null, null],
  ]);
});

it('asks for the vehicles and their types once each', async () => {
  const { asked, outages } = await read();
  expect(asked.toSorted()).toEqual([FEED, TYPES].toSorted());
  expect(outages).toEqual([]);
});

it('keeps the vehicles when their types do not answer', async () => {
  const { vehicles, outages } = await read({ [FEED]: captured[FEED] });
  expect(vehicles?.map(({ kind }) => kind)).toEqual([null, null, null, null, null]);
  expect(outages).toMatchObject([{ extensions: { dataset: 'dott-vehicles' } }]);
});

it('names the field when the operator renames one', async () => {
  const { is_disabled: _, ...renamed } = captured[FEED].data.bikes[0] ?? {};
  const answer = { ...captured, [FEED]: { ...captured[FEED], data: { bikes: [renamed] } } };
  await expect(read(answer)).rejects.toMatchObject({
    extensions: { code: 'SOURCE_INVALID', administration: 'dott', field: 'data.bikes.0.is_disabled' },
  });
});
