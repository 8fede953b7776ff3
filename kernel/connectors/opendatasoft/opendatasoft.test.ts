import * as v from 'valibot';
import { expect, it } from 'vitest';
import { replay } from '../../../test/support/replay.ts';
import { testSource } from '../../../test/support/source.ts';
import { url } from '../../env.ts';
import { type SourceRequest, sourceRequests } from '../../trace.ts';
import { countRecords, isOneOf, isWithin, odsqlText, readRecords } from './opendatasoft.ts';

const trees = testSource({ endpoint: url('TREES_URL', 'https://example.org/datasets/trees/records') });
const fields = v.object({ id: v.string() });

const recordsFrom = (start: number, count: number) => Array.from({ length: count }, (_, i) => ({ id: `${start + i}` }));
const pageAt = (offset: number) => `GET /datasets/trees/records?limit=100&offset=${offset}`;

async function read(
  answers: Record<string, unknown>,
  more: { where?: string; select?: string; orderBy?: string; most?: number; isPersonal?: boolean } = {},
) {
  const { door, asked } = await replay(trees, answers);
  const reading = readRecords(door, trees, { fields, ...more });
  reading.catch(() => {}); // The tests look at it themselves.
  return { reading, asked };
}

it.each(['total_count', 'totalCount'])('reads as many pages as %s tells', async (total) => {
  const { reading, asked } = await read({
    [pageAt(0)]: { [total]: 250, results: recordsFrom(0, 100) },
    [pageAt(100)]: { [total]: 250, results: recordsFrom(100, 100) },
    [pageAt(200)]: { [total]: 250, results: recordsFrom(200, 50) },
  });
  const { value } = await reading;
  expect(value.map(({ id }) => Number(id))).toEqual(Array.from({ length: 250 }, (_, i) => i));
  expect(asked).toHaveLength(3);
});

it('asks no second page when the total is exactly one page', async () => {
  const { reading, asked } = await read({ [pageAt(0)]: { total_count: 100, results: recordsFrom(0, 100) } });
  expect((await reading).value).toHaveLength(100);
  expect(asked).toHaveLength(1);
});

it('without a total reads on until a page is not full', async () => {
  const { reading, asked } = await read({
    [pageAt(0)]: { results: recordsFrom(0, 100) },
    [pageAt(100)]: { results: recordsFrom(100, 100) },
    [pageAt(200)]: { results: [] },
  });
  expect((await reading).value).toHaveLength(200);
  expect(asked).toHaveLength(3);
});

it('reads the export of a dataset beyond the wall, with the same question', async () => {
  const { reading, asked } = await read(
    {
      'GET /datasets/trees/records': { total_count: 10_001, results: recordsFrom(0, 100) },
      'GET /datasets/trees/exports/json': recordsFrom(0, 10_001),
    },
    { select: 'id', orderBy: 'id desc' },
  );
  expect((await reading).value).toHaveLength(10_001);
  expect(asked).toEqual([
    `${pageAt(0)}&select=id&order_by=id%20desc`,
    'GET /datasets/trees/exports/json?select=id&order_by=id%20desc',
  ]);
});

it('refuses a dataset beyond the wall where the gateway has no exports', async () => {
  const elsewhere = testSource({ endpoint: url('ELSEWHERE_URL', 'https://example.org/datasets/trees') });
  const { door } = await replay(elsewhere, {
    'GET /datasets/trees': { total_count: 10_001, results: recordsFrom(0, 100) },
  });
  await expect(readRecords(door, elsewhere, { fields })).rejects.toMatchObject({
    extensions: { code: 'SOURCE_TOO_LARGE', dataset: 'test-data' },
  });
});

it('reads no more than are wanted', async () => {
  const { reading, asked } = await read(
    {
      [pageAt(0)]: { total_count: 5_000, results: recordsFrom(0, 100) },
      'GET /datasets/trees/records?limit=50&offset=100': { total_count: 5_000, results: recordsFrom(100, 50) },
    },
    { most: 150 },
  );
  expect((await reading).value).toHaveLength(150);
  expect(asked).toHaveLength(2);
});

it('counts without reading, and refuses a gateway that does not count', async () => {
  const count = async (answer: unknown) => {
    const { door } = await replay(trees, { 'GET /datasets/trees/records?limit=1': answer });
    return countRecords(door, trees);
  };
  expect(await count({ total_count: 21_345, results: recordsFrom(0, 1) })).toMatchObject({ value: 21_345 });
  await expect(count({ results: recordsFrom(0, 1) })).rejects.toMatchObject({
    extensions: { code: 'SOURCE_INVALID', field: 'total_count' },
  });
});

it('writes a place and a distance in ODSQL', () => {
  expect(isWithin('place', { lat: 50.85, lon: 4.35 }, 500)).toBe(
    "within_distance(place, geom'POINT(4.35 50.85)', 500m)",
  );
});

it('refuses it at the wall when the total is not known', async () => {
  const { reading, asked } = await read({ 'GET /datasets/trees/records': { results: recordsFrom(0, 100) } });
  await expect(reading).rejects.toMatchObject({ extensions: { code: 'SOURCE_TOO_LARGE' } });
  expect(asked).toHaveLength(100);
});

it('fails as a whole when one page fails', async () => {
  const { reading } = await read({ [pageAt(0)]: { total_count: 101, results: recordsFrom(0, 100) } });
  await expect(reading).rejects.toMatchObject({ extensions: { code: 'SOURCE_REFUSED' } });
});

it('leaves out a record that does not fit, and is invalid where none does', async () => {
  const { reading } = await read({ [pageAt(0)]: { total_count: 2, results: [{ id: '1' }, { ID: '2' }] } });
  expect((await reading).value).toEqual([{ id: '1' }]);
  const { reading: renamed } = await read({ [pageAt(0)]: { total_count: 2, results: [{ ID: '1' }, { ID: '2' }] } });
  await expect(renamed).rejects.toMatchObject({ extensions: { code: 'SOURCE_INVALID', field: 'results.0.id' } });
});

it('does not fail for a last page that holds one bad record alone', async () => {
  const { reading } = await read({
    [pageAt(0)]: { total_count: 101, results: recordsFrom(0, 100) },
    [pageAt(100)]: { total_count: 101, results: [{}] },
  });
  expect((await reading).value).toHaveLength(100);
});

it('shows no place that somebody looks at in a trace of the export either', async () => {
  const shown: string[] = [];
  const listen = (report: unknown) => shown.push((report as SourceRequest).request);
  sourceRequests.subscribe(listen);
  const { reading } = await read(
    {
      'GET /datasets/trees/records': { total_count: 10_001, results: recordsFrom(0, 100) },
      'GET /datasets/trees/exports/json': recordsFrom(0, 3),
    },
    { where: isWithin('place', { lat: 50.85, lon: 4.35 }, 500), isPersonal: true },
  );
  await reading;
  sourceRequests.unsubscribe(listen);
  expect(shown).toEqual(['GET /datasets/trees/records?…', 'GET /datasets/trees/exports/json?…']);
});

it('does not take an error in JSON for an empty answer', async () => {
  const error = { error_code: 'ODSQLError', message: 'ODSQL query is malformed: unknown field "pointid"' };
  const { reading } = await read({ [pageAt(0)]: error });
  await expect(reading).rejects.toMatchObject({ extensions: { code: 'SOURCE_INVALID', field: 'results' } });
});

it('sends the condition and the fields with spaces as %20', async () => {
  const { reading, asked } = await read(
    { 'GET /datasets/trees/records': { results: [] } },
    { where: isOneOf('kind', ['oak + elm']), select: 'id, kind' },
  );
  await reading;
  const query = new URL(asked[0]?.slice('GET '.length) ?? '', 'http://localhost').search;
  expect(query).not.toMatch(/[+ ]/);
  expect(new URLSearchParams(query).get('where')).toBe('kind in ("oak + elm")');
  expect(new URLSearchParams(query).get('select')).toBe('id, kind');
});

it('escapes what could end a text in ODSQL', () => {
  expect(odsqlText('8021') + odsqlText('a"b') + odsqlText('c\\')).toBe('"8021""a\\"b""c\\\\"');
  expect(isOneOf('pointid', ['8021', '") or 1=1 or pointid in ("'])).toBe(
    'pointid in ("8021","\\") or 1=1 or pointid in (\\"")',
  );
});
