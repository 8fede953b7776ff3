import { expect, it } from 'vitest';
import { urbisMunicipalities } from '../../kernel/geography/urbis-municipalities/source.ts';
import type { Source } from '../../kernel/source.ts';
import { worldAt } from '../world.ts';
import { type RecordSet, standard } from './opendatasoft.ts';

const source: Source = { ...urbisMunicipalities, endpoint: { variable: 'X', fallback: 'https://example.org/records' } };
const set: RecordSet = {
  total: 'total_count',
  keyHeader: 'x-key',
  records: () => Array.from({ length: 120 }, (_, i) => ({ id: String(i), name: i === 7 ? 'a"b\\c' : 'tree' })),
};

async function ask(query: string, headers: Record<string, string> = { 'x-key': 'any' }) {
  const answer = await standard.answer(set, { world: worldAt(new Date(0), 1), onClose: () => {} });
  const origin = 'http://localhost';
  const url = new URL(`${origin}/records?${query}`);
  return answer({ method: 'GET', url, headers, body: '' }, { world: worldAt(new Date(0), 1), source, origin });
}

it('refuses who sends no key', async () => {
  expect(await ask('limit=1', {})).toMatchObject({ status: 401 });
});

it('refuses more than 100 records and what lies beyond 10,000', async () => {
  expect(await ask('limit=101')).toMatchObject({ status: 400, body: { error_code: 'InvalidRESTParameterError' } });
  expect(await ask('limit=100&offset=9901')).toMatchObject({ status: 400 });
});

it('gives ten records when nothing is said, and the total of all that fit', async () => {
  const { body } = await ask('');
  expect(body).toMatchObject({ total_count: 120 });
  expect(body).toHaveProperty('results.length', 10);
});

it('pages, and gives only the fields that were asked', async () => {
  const { body } = await ask('limit=100&offset=119&select=id');
  expect(body).toEqual({ total_count: 120, results: [{ id: '119' }] });
});

it('reads lists and equals in ODSQL with escaped texts', async () => {
  expect((await ask(`where=${encodeURIComponent('id in ("3",\'5\')')}`)).body).toMatchObject({ total_count: 2 });
  expect((await ask(`where=${encodeURIComponent('name = "a\\"b\\\\c"')}`)).body).toMatchObject({
    results: [{ id: '7' }],
  });
});

it('refuses a field that no record has, wherever it is named', async () => {
  for (const query of ['where=nom%20%3D%20%22a%22', 'select=id,nom', 'order_by=nom%20desc']) {
    expect(await ask(query)).toMatchObject({ status: 400, body: { message: expect.stringContaining('"nom"') } });
  }
});

it('refuses ODSQL that it does not understand, such as an unescaped quote', async () => {
  for (const where of ['id in ()', 'id in ("3"', 'name = "a"b"', 'id in ("3") or 1=1']) {
    expect(await ask(`where=${encodeURIComponent(where)}`)).toMatchObject({
      status: 400,
      body: { error_code: 'ODSQLError' },
    });
  }
});
