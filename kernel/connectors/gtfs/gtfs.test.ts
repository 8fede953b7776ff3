import type { RequestListener } from 'node:http';
import * as v from 'valibot';
import { expect, it } from 'vitest';
import { zip } from '../../../sandbox/standards/gtfs/zip.ts';
import { partOf } from '../../../sandbox/standards/gtfs.ts';
import { open } from '../../../test/support/door.ts';
import { testSource } from '../../../test/support/source.ts';
import { cell, degree, readTable } from './gtfs.ts';
import { directoryOf } from './zip.ts';

const source = testSource({ freshFor: 60, staleFor: 600, maxBytes: 1024 * 1024 });
const stops =
  '\uFEFFstop_id, stop_lat,stop_name,zone_id\r\n1,50.85,"Noord, ""perron 3""",\r\n\r\n2,,Zuid\r\n3,50.9,,7\r\n';
const routes = 'route_id,route_short_name\n18010,R41\n';
/** The timetables are most of an archive. */
const timetables = Buffer.alloc(3 * 1024 * 1024, 'trip,12:00:00\n');
const ARCHIVE = zip({ 'routes.txt': routes, 'stop_times.txt': timetables, 'stops.txt': stops });

const fields = v.object({ stop_id: v.string(), stop_lat: degree, stop_name: cell, zone_id: cell });
const question = { table: 'stops', fields };

interface Server {
  archive: Buffer;
  ranges: (string | undefined)[];
  sent: number;
  statuses: number[];
}

/** A server that knows ranges. */
async function serving(archive = ARCHIVE, answers = partOf) {
  const server: Server = { archive, ranges: [], sent: 0, statuses: [] };
  const listener: RequestListener = (request, response) => {
    server.ranges.push(request.headers.range);
    const etag = `"${server.archive.byteLength}"`;
    const isSame = request.headers['if-none-match'] === etag;
    const {
      status = 200,
      headers,
      body,
    } = isSame ? { status: 304, headers: {}, body: '' } : answers(server.archive, request.headers.range, { etag });
    server.sent += (body as Buffer).length;
    server.statuses.push(status);
    response.writeHead(status, headers).end(body);
  };
  return { server, ...(await open(listener, source)) };
}

it('reads a table with quotes, a byte order mark, empty lines and columns that are missing', async () => {
  const { door } = await serving();
  const { value } = await readTable(door, source, question);
  expect(value).toEqual([
    { stop_id: '1', stop_lat: 50.85, stop_name: 'Noord, "perron 3"', zone_id: null },
    { stop_id: '2', stop_lat: null, stop_name: 'Zuid', zone_id: null },
    { stop_id: '3', stop_lat: 50.9, stop_name: null, zone_id: '7' },
  ]);
  const { value: kept } = await readTable(door, source, { ...question, table: 'routes', fields: v.unknown() });
  expect(kept).toEqual([{ route_id: '18010', route_short_name: 'R41' }]);
});

it('has only the directory and the table travel, each asked once while it is fresh', async () => {
  const { door, server } = await serving();
  await readTable(door, source, question);
  await readTable(door, source, question);
  const file = directoryOf(ARCHIVE).files.find(({ name }) => name === 'stops.txt');
  expect(server.ranges).toEqual(['bytes=-65557', `bytes=${file?.start}-${(file?.end ?? 0) - 1}`]);
  expect(server.statuses).toEqual([206, 206]);
  expect(server.sent).toBeLessThan(70_000);
});

it('keeps only the rows that are wanted', async () => {
  const { door } = await serving();
  const { value } = await readTable(door, source, { ...question, where: ({ stop_lat }) => stop_lat !== null });
  expect(value.map(({ stop_id }) => stop_id)).toEqual(['1', '3']);
});

it('asks whether each part has changed, and keeps the parts apart', async () => {
  const { door, server, clock, enter } = await serving();
  const first = await readTable(door, source, question);
  clock.seconds = 90;
  const again = await readTable(enter(), source, question);
  expect(server.statuses).toEqual([206, 206, 304, 304]);
  expect(again.value).toEqual(first.value);
  expect(again.retrievedAt.getTime() - first.retrievedAt.getTime()).toBe(90_000);
});

it('follows an archive that was replaced', async () => {
  const { door, server, clock, enter } = await serving();
  await readTable(door, source, question);
  server.archive = zip({ 'agency.txt': 'x\n', 'stops.txt': 'stop_id,stop_lat\n9,51\n' });
  clock.seconds = 90;
  const { value } = await readTable(enter(), source, question);
  expect(value).toEqual([{ stop_id: '9', stop_lat: 51, stop_name: null, zone_id: null }]);
});

it('says so when the archive is replaced between two questions', async () => {
  const { door, server } = await serving();
  await readTable(door, source, { ...question, table: 'routes', fields: v.unknown() });
  server.archive = zip({
    'routes.txt': routes,
    'stop_times.txt': timetables,
    'stops.txt': stops.replaceAll('50', '51'),
  });
  await expect(readTable(door, source, question)).rejects.toMatchObject({
    extensions: { code: 'SOURCE_INVALID', field: 'stops' },
  });
});

it('reads a small archive of a server that knows no ranges, and refuses a large one', async () => {
  const whole: typeof partOf = (archive) => ({ body: archive });
  const small = await serving(zip({ 'routes.txt': routes, 'stops.txt': stops }), whole);
  expect((await readTable(small.door, source, question)).value).toHaveLength(3);
  const large = await serving(ARCHIVE, whole);
  await expect(readTable(large.door, source, question)).rejects.toMatchObject({
    extensions: { code: 'SOURCE_TOO_LARGE' },
  });
});

it.each([
  ['what is no archive', Buffer.from('<!doctype html><title>Maintenance</title>'), 'archive'],
  ['half an archive', ARCHIVE.subarray(0, 100_000), 'archive'],
  ['an archive without the table', zip({ 'routes.txt': routes }), 'stops'],
  ['a table with an open quote', zip({ 'stops.txt': 'stop_id,stop_lat\n1,"50' }), 'stops'],
  ['a renamed column', zip({ 'stops.txt': 'stop_id,latitude\n1,50.8\n' }), 'stops.0.stop_lat'],
  ['a place that is no number', zip({ 'stops.txt': 'stop_id,stop_lat\n1,"50,8"\n' }), 'stops.0.stop_lat'],
])('names the place in %s', async (_, archive, field) => {
  const { door } = await serving(archive);
  await expect(readTable(door, source, question)).rejects.toMatchObject({
    extensions: { code: 'SOURCE_INVALID', field },
  });
});
