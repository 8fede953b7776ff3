import { beforeEach, expect, it } from 'vitest';
import type { Item } from '../../kernel/door/shared/table.ts';
import { hashOf } from './hash.ts';
import { keyOf, publishedIn } from './published.ts';

const TEXT = 'query Own { __typename }';
const HASH = hashOf(TEXT);

let items: readonly Item[];
let asked: string[];
let fails: boolean;
let clock: number;
beforeEach(() => {
  items = [{ ...keyOf('app', HASH), text: TEXT }];
  asked = [];
  fails = false;
  clock = 0;
});

const published = () =>
  publishedIn(
    async () => ({
      get: async ([key]) => {
        asked.push(`${key?.pk} ${key?.sk}`);
        if (fails) throw new Error('out of order');
        return items.filter(({ pk, sk }) => pk === key?.pk && sk === key.sk);
      },
    }),
    () => clock,
  );

it('asks the table once for a document, however many ask for it at the same time and after', async () => {
  const { find } = published();
  expect(await Promise.all([find('app', HASH), find('app', HASH), find('app', HASH)])).toEqual([TEXT, TEXT, TEXT]);
  clock = 299_999;
  expect(await find('app', HASH)).toBe(TEXT);
  expect(asked).toEqual([`DOCUMENT#app ${HASH}`]);
});

it('forgets a document that was removed after five minutes', async () => {
  const { find } = published();
  await find('app', HASH);
  items = [];
  clock = 300_000;
  expect(await find('app', HASH)).toBeNull();
});

it('asks for one that is not there again after a minute', async () => {
  const { find } = published();
  const [item] = items;
  items = [];
  expect(await find('app', HASH)).toBeNull();
  if (item) items = [item];
  clock = 59_999;
  expect(await find('app', HASH)).toBeNull();
  clock = 60_000;
  expect(await find('app', HASH)).toBe(TEXT);
  expect(asked).toHaveLength(2);
});

it('gives one client nothing that another has published', async () => {
  const { find } = published();
  expect(await find('app', HASH)).toBe(TEXT);
  expect(await find('other', HASH)).toBeNull();
});

it('takes a text that is not what its hash says for none', async () => {
  items = [{ ...keyOf('app', HASH), text: `${TEXT} ` }];
  expect(await published().find('app', HASH)).toBeNull();
});

it('leaves a table that is out of order alone for five seconds', async () => {
  const { find } = published();
  fails = true;
  await expect(find('app', HASH)).rejects.toThrow('out of order');
  await expect(find('app', hashOf('other'))).rejects.toThrow('left alone');
  expect(asked).toHaveLength(1);
  fails = false;
  clock = 5_000;
  expect(await find('app', HASH)).toBe(TEXT);
});

it('goes on answering what it knew while the table is out of order', async () => {
  const { find } = published();
  await find('app', HASH);
  fails = true;
  clock = 300_000;
  expect(await find('app', HASH)).toBe(TEXT);
  expect(await find('app', HASH)).toBe(TEXT);
  expect(asked).toHaveLength(2);
});
