import { expect, it } from 'vitest';
import { replay } from '../../../../test/support/replay.ts';
import captured from './fixture/captured.json' with { type: 'json' };
import { sncbStations } from './source.ts';

const read = async (answers: Record<string, unknown> = captured) => {
  const { door, asked } = await replay(sncbStations, answers);
  return { stops: await sncbStations.provides.stops?.(door), asked };
};

it('reads number, names in three languages, and a place whose east comes first', async () => {
  const { stops } = await read();
  expect(stops?.[0]).toMatchObject({
    id: 'sncb:008813003',
    name: { en: 'Brussels-Central', fr: 'Bruxelles-Central', nl: 'Brussel-Centraal' },
    location: { lat: 50.845658, lon: 4.356801 },
    provenance: { observedAt: null },
  });
});

it('keeps one name for both languages, and finds the French one where it comes first', async () => {
  const { stops } = await read();
  expect(stops?.slice(1).map(({ name }) => name)).toEqual([
    { fr: 'Jette', nl: 'Jette' },
    { fr: 'Haren-Sud', nl: 'Haren-Zuid' },
  ]);
});

it('leaves out stations elsewhere and abroad', async () => {
  const { stops } = await read();
  expect(stops?.map(({ id }) => id)).toEqual(['sncb:008813003', 'sncb:008812047', 'sncb:008811130']);
});

it('asks once for all stations', async () => {
  const { asked } = await read();
  expect(asked).toEqual(['GET /v1/stations/?format=json&lang=en']);
});

it('names a field that was renamed', async () => {
  const renamed = JSON.stringify(captured['GET /v1/stations/']).replaceAll('locationX', 'lon');
  await expect(read({ 'GET /v1/stations/': renamed })).rejects.toMatchObject({
    extensions: { code: 'SOURCE_INVALID', administration: 'sncb-nmbs', field: 'station.0.locationX' },
  });
});
