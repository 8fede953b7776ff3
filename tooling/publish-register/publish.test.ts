import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { edit, setUp } from '../../test/support/register-files.ts';

it('publishes what the graph then reads', async () => {
  const { run, enterprise, municipality } = await setUp();
  expect(await run()).toMatchObject({ outcome: 'published', enterprises: 3, establishments: 2, written: 5 });
  expect(await enterprise('0708000624')).toMatchObject({
    names: { fr: 'Boulangerie "Exemplaire", père & fils', nl: 'Bakkerij Voorbeeldig' },
    legalForm: '610',
    status: 'ACTIVE',
    startDate: '1960-08-09',
    activities: [
      { naceCode: '10711', naceVersion: '2008', main: true },
      { naceCode: '47241', naceVersion: '2008', main: false },
      { naceCode: '10711', naceVersion: '2025', main: true },
    ],
    address: { street: { fr: "Rue de l'Exemple", nl: 'Voorbeeldstraat' }, houseNumber: '12A', postalCode: '1050' },
    nisCode: '21009',
  });
  expect(await enterprise('0708004483')).toMatchObject({
    names: { fr: 'FICTA', nl: 'FICTA' },
    status: 'STOPPED',
    legalForm: null,
    startDate: null,
    nisCode: '21004',
  });
  expect(await enterprise('0708170769')).toMatchObject({
    names: { fr: "Asbl\nde l'Essai" },
    address: { street: { fr: "Rue de l'Essai" }, houseNumber: null },
  });
  expect(await municipality('21009')).toEqual(['0708000624']);
  expect(await municipality('21015')).toEqual(['0708170769']);
});

it('publishes no natural person, none that has its seat elsewhere, and none that was struck off', async () => {
  const { run, enterprise } = await setUp();
  expect(await run()).toMatchObject({ naturalPersons: 1 });
  for (const number of ['0708100097', '0708110193', '0708160673']) expect(await enterprise(number)).toBeUndefined();
});

it('lists what it rejects by file and line, with the reason and nothing else of the row', async () => {
  const { run, folder } = await setUp();
  const { rejected, firstRejected } = await run();
  expect(rejected).toBe(9);
  expect(firstRejected).toHaveLength(9);
  const list = readFileSync(join(folder, 'rejected.csv'), 'utf8');
  expect(list.split('\n').slice(0, -1)).toEqual([
    'File,Line,Reason',
    'address.csv,12,"1050 is in the region, but ""Atlantide / Atlantis"" is none of its municipalities"',
    'enterprise.csv,6,"Status is ""XX"", which is none of AC, ST"',
    'enterprise.csv,7,"""31-02-2020"" is no day of the form dd-mm-yyyy"',
    'enterprise.csv,12,"""0708.000.625"" is no enterprise number"',
    'establishment.csv,5,"""1974-11-01"" is no day of the form dd-mm-yyyy"',
    'denomination.csv,5,"Language is ""9"", which is none of 0, 1, 2, 3, 4"',
    'denomination.csv,13,"no row of CSV: CSV_RECORD_INCONSISTENT_FIELDS_LENGTH"',
    'activity.csv,8,"""?"" is no NACE code"',
    'enterprise.csv,8,"0708140481 has no denomination"',
  ]);
});

it('does not depend on the order of the rows', async () => {
  const { run, folder, enterprise } = await setUp();
  await run();
  const before = await enterprise('0708000624');
  for (const file of ['address.csv', 'establishment.csv', 'enterprise.csv', 'activity.csv'])
    edit(folder, file, (text) => {
      const [header, ...rows] = text.trimEnd().split('\n');
      return `${[header, ...rows.toReversed()].join('\n')}\n`;
    });
  expect(await run()).toMatchObject({ outcome: 'published', written: 5 });
  expect(await enterprise('0708000624')).toMatchObject({
    ...before,
    activities: expect.arrayContaining([{ naceCode: '10711', naceVersion: '2025', main: true }]),
  });
});

it('reads and checks without a table', async () => {
  const { run, requests } = await setUp();
  const before = requests.length;
  expect(await run({ dryRun: true })).toMatchObject({ outcome: 'checked', enterprises: 3, rejected: 9, written: 0 });
  expect(requests).toHaveLength(before);
});

it.each([
  ['a file that is missing', 'activity.csv', null, /Missing in .*: activity\.csv/],
  ['a column that is missing', 'address.csv', ['DateStrikingOff', 'Ended'], /column DateStrikingOff of address\.csv/],
  ['an update', 'meta.csv', ['full', 'update'], /holds an update/],
  [
    'a quote that is left open',
    'activity.csv',
    ['"2025"', `"${'2025,'.repeat(20_000)}`],
    /quote is left open in activity\.csv/,
  ],
  ['an extract of elsewhere', 'address.csv', ['REGO', 'ABBR'], /No legal person/],
] as const)('writes nothing for %s', async (_, file, change, message) => {
  const { run, folder, writes } = await setUp();
  if (change) edit(folder, file, (text) => text.replaceAll(change[0], change[1]));
  else rmSync(join(folder, file));
  await expect(run()).rejects.toThrow(message);
  expect(writes()).toBe(0);
  expect(existsSync(join(folder, 'publish-register.checkpoint.json'))).toBe(false);
});

it('makes a table only when it is told to', async () => {
  const { run, enterprise } = await setUp(undefined, 'some-other-table');
  await expect(run()).rejects.toThrow('There is no table enterprise-register. --create-table makes it.');
  expect(await run({ createTable: true })).toMatchObject({ outcome: 'published', written: 5 });
  expect(await enterprise('0708000624')).toMatchObject({ status: 'ACTIVE' });
});
