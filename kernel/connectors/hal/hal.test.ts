import * as v from 'valibot';
import { expect, it } from 'vitest';
import { type Captured, replay } from '../../../test/support/replay.ts';
import { testSource } from '../../../test/support/source.ts';
import { readCollection } from './hal.ts';

const source = testSource({
  id: 'things',
  endpoint: { variable: 'TEST_HAL_URL', fallback: 'http://test.invalid/things' },
});
const things = (...ids: number[]) => ({ thing: ids.map((id) => ({ id })) });

async function read(captured: Captured, now?: () => Date) {
  const { door, asked } = await replay(source, captured, now);
  const { value, retrievedAt } = await readCollection(door, source, {
    rel: 'thing',
    item: v.object({ id: v.number() }),
    pageSize: 2,
    maxPages: 3,
  });
  return { ids: value.map(({ id }) => id), asked, retrievedAt };
}

it('reads every page in order when the first tells how many there are', async () => {
  const { ids, asked } = await read({
    'GET /things?page=0&size=2': { _embedded: things(1, 2), page: { totalPages: 2 } },
    'GET /things?page=1&size=2': { _embedded: things(3), page: { totalPages: 2 } },
  });
  expect(ids).toEqual([1, 2, 3]);
  expect(asked).toHaveLength(2);
});

it('stops at the declared maximum of pages', async () => {
  const { asked } = await read({ 'GET /things': { _embedded: things(1, 2), page: { totalPages: 99 } } });
  expect(asked).toHaveLength(3);
});

it('reads an empty collection, which has no _embedded, with one question', async () => {
  const { ids, asked } = await read({ 'GET /things': { _links: {}, page: { totalPages: 0 } } });
  expect(ids).toEqual([]);
  expect(asked).toHaveLength(1);
});

it('follows the next links where pages are not counted, up to the maximum', async () => {
  const next = (page: number) => ({ next: { href: `{origin}/things?cursor=${page}` } });
  const { ids, asked } = await read({
    'GET /things?page=0&size=2': { _embedded: things(1, 2), _links: next(1) },
    'GET /things?cursor=1': { _embedded: things(3, 4), _links: { next: { href: '/things?cursor=2' } } },
    'GET /things?cursor=2': { _embedded: things(5), _links: next(3) },
  });
  expect(ids).toEqual([1, 2, 3, 4, 5]);
  expect(asked).toHaveLength(3);
});

it('does not follow a link to another host', async () => {
  const elsewhere = { _embedded: things(1), _links: { next: { href: 'http://127.0.0.1:9/things?page=1' } } };
  await expect(read({ 'GET /things': elsewhere })).rejects.toMatchObject({ extensions: { code: 'SOURCE_INVALID' } });
});

it('says which field is missing when the collection has another name', async () => {
  await expect(read({ 'GET /things': { _embedded: { items: [] }, page: { totalPages: 1 } } })).rejects.toMatchObject({
    extensions: { code: 'SOURCE_INVALID', field: '_embedded.thing' },
  });
});

it('was retrieved when its first page was', async () => {
  let second = 0;
  const clock = () => new Date(Date.UTC(2026, 8, 1, 8, 0, second));
  const page = () => {
    second += 1;
    return { _embedded: things(1), page: { totalPages: 3 } };
  };
  const { retrievedAt } = await read({ 'GET /things': { toJSON: page } }, clock);
  expect(second).toBe(3);
  expect(retrievedAt).toEqual(new Date('2026-09-01T08:00:01Z'));
});
