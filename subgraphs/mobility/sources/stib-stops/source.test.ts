import { expect, it } from 'vitest';
import { replay } from '../../../../test/support/replay.ts';
import captured from './fixture/captured.json' with { type: 'json' };
import { stibStops } from './source.ts';

const [QUESTION = ''] = Object.keys(captured);

const read = async (answers: Record<string, unknown> = captured) => {
  const { door, asked } = await replay(stibStops, answers);
  return { stops: await stibStops.provides.stops?.(door), asked };
};

it('reads names and places out of the JSON that stands in strings', async () => {
  const { stops } = await read();
  expect(stops?.[1]).toMatchObject({
    id: 'stib:8021',
    name: { fr: 'GARE CENTRALE', nl: 'CENTRAAL STATION' },
    location: { lat: 50.846299, lon: 4.357998 },
    provenance: { observedAt: null },
  });
});

it('keeps the letter of a stop and a name in one language', async () => {
  const { stops } = await read();
  expect(stops?.[2]).toMatchObject({ id: 'stib:6805F', name: { fr: 'SIMONIS' } });
});

it('leaves out a stop that is nowhere', async () => {
  const { stops } = await read();
  expect(stops?.map(({ id }) => id)).toEqual(['stib:8122', 'stib:8021', 'stib:6805F']);
});

it('asks once, for the fields it reads', async () => {
  const { asked } = await read();
  expect(asked).toEqual([QUESTION]);
});

it('names the field when the JSON in a string is broken or another', async () => {
  const withPlace = (gpscoordinates: string) => ({
    [QUESTION]: { totalCount: 1, results: [{ id: '8021', name: '{"fr":"X"}', gpscoordinates }] },
  });
  await expect(read(withPlace('{"latitude": 50.8'))).rejects.toMatchObject({
    extensions: { code: 'SOURCE_INVALID', administration: 'stib-mivb', field: 'results.0.gpscoordinates' },
  });
  await expect(read(withPlace('{"lat": 50.8, "lon": 4.3}'))).rejects.toMatchObject({
    extensions: { code: 'SOURCE_INVALID', field: 'results.0.gpscoordinates.latitude' },
  });
});
