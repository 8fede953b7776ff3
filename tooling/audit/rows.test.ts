import { expect, it } from 'vitest';
import type { Intent } from '../../kernel/trail/records.ts';
import { toItem } from '../../kernel/trail/table.ts';
import { openWriter } from '../../kernel/trail/writer.ts';
import { at, intent, KEYS, memoryTable, outcome } from '../../test/support/trail.ts';
import { type Filter, rowsOf, tableOf } from './rows.ts';

/** Three acts of two writers, entered in another order than they happened; the last came to nothing that is known. */
async function ofThree() {
  const { table, items } = memoryTable();
  const writers = [await openWriter(at(), table, KEYS), await openWriter(at(), table, KEYS)] as const;
  const act = (seconds: number, change: Partial<Intent>) => ({ ...intent(seconds), ...change });
  await writers[1].append(outcome(await writers[1].append(act(20, { fields: ['Citizen.income'] }))));
  await writers[0].append(outcome(await writers[0].append(act(10, {}))));
  await writers[0].append(act(30, { client: 'portfolio', administration: null, caseReference: null, kind: 'WRITE' }));
  return items();
}

it('tells of all acts, the oldest first, and what came of each', async () => {
  const rows = rowsOf(await ofThree());
  expect(rows.map((row) => [row.at, row.fields.length, row.outcome, row.count])).toEqual([
    [at(10), 2, 'DONE', 1],
    [at(20), 1, 'DONE', 1],
    [at(30), 2, 'UNKNOWN', null],
  ]);
  expect(tableOf(rows).split('\n').at(-1)).toMatch(/portfolio +- +WRITE .* - +UNKNOWN +- +[0-9a-f-]{36}\/3$/);
});

it.each<[Filter, readonly number[]]>([
  [{ client: 'portfolio' }, [30]],
  [{ administration: 'housing-office' }, [10, 20]],
  [{ field: 'Citizen.income' }, [20]],
  [{ field: 'Citizen.income', client: 'portfolio' }, []],
  [{ caseReference: 'H-2026-7' }, [10, 20]],
  [{ since: new Date(at(10)), until: new Date(at(30)) }, [10, 20]],
  [{ since: new Date(at(11)) }, [20, 30]],
])('tells only of those that %j asks for', async (filter, seconds) => {
  expect(rowsOf(await ofThree(), filter).map((row) => row.at)).toEqual(seconds.map(at));
});

it('leaves what has not the form of an entry to the verifier', () => {
  expect(rowsOf([{ pk: 'ENTRIES#x', sk: '000000000001', record: 'INTENT' }])).toEqual([]);
});

it('reads on past a number that is larger than any of the trail', () => {
  const item = toItem({ pk: { S: 'ENTRIES#x' }, sk: { S: '000000000001' }, seq: { N: '1e60' } });
  expect(rowsOf([item])).toEqual([]);
});
