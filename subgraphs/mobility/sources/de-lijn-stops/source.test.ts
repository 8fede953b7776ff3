import { expect, it } from 'vitest';
import { zip } from '../../../../sandbox/standards/gtfs/zip.ts';
import { partOf } from '../../../../sandbox/standards/gtfs.ts';
import { open } from '../../../../test/support/door.ts';
import captured from './fixture/captured.json' with { type: 'json' };
import { deLijnStops, lineNumbers } from './source.ts';

const FILES = captured['GET /api/gtfs/feed/delijn/static'];

async function serving(files: Record<string, string> = FILES) {
  const archive = zip(files);
  const { door, seen } = await open((request, response) => {
    const { status = 200, headers, body } = partOf(archive, request.headers.range, {});
    response.writeHead(status, headers).end(body);
  }, deLijnStops);
  return { door, seen, stops: () => deLijnStops.provides.stops?.(door) };
}

it('reads the number, the Dutch name and the place of a stop', async () => {
  const { stops } = await serving();
  expect((await stops())?.[1]).toMatchObject({
    id: 'delijn:390002',
    name: { nl: 'Brussel Noordstation, "perron 2"' },
    location: { lat: 50.8607, lon: 4.3598 },
    provenance: { source: { id: 'de-lijn-stops' }, observedAt: null },
  });
});

it('leaves out stations, what lies outside the region, and what has no name or place', async () => {
  const { stops } = await serving();
  expect((await stops())?.map(({ id }) => id)).toEqual(['delijn:390001', 'delijn:390002', 'delijn:390110']);
});

it('knows the number of a line by its route, where it has one', async () => {
  const { door } = await serving();
  expect([...(await lineNumbers(door))]).toEqual([
    ['30410', 'R41'],
    ['31360', '136'],
  ]);
});

it('asks for the directory and the two tables, however often it is asked', async () => {
  const { door, seen, stops } = await serving();
  await Promise.all([stops(), lineNumbers(door)]);
  await stops();
  expect(seen).toEqual(Array(3).fill('GET /api/gtfs/feed/delijn/static'));
});

it('names a column that was renamed', async () => {
  const { stops } = await serving({ ...FILES, 'stops.txt': FILES['stops.txt'].replace('stop_lat', 'latitude') });
  await expect(stops()).rejects.toMatchObject({
    extensions: { code: 'SOURCE_INVALID', administration: 'de-lijn', field: 'stops.0.stop_lat' },
  });
});
