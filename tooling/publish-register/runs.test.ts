import { expect, it } from 'vitest';
import { edit, many, setUp } from '../../test/support/register-files.ts';

const without = (number: string) => (text: string) => text.replaceAll(new RegExp(`^"${number}".*\n`, 'gm'), '');

it('writes nothing the second time, unless it is told to or a file has changed', async () => {
  const { run, folder, writes } = await setUp();
  await run();
  const once = writes();
  expect(await run()).toMatchObject({ outcome: 'unchanged', written: 0 });
  expect(writes()).toBe(once);
  expect(await run({ force: true })).toMatchObject({ outcome: 'published', written: 5 });
  expect(await run({ restart: true })).toMatchObject({ outcome: 'published', written: 5, before: 0 });
  edit(folder, 'denomination.csv', (text) => text.replace('FICTA', 'FICTIO'));
  expect(await run()).toMatchObject({ outcome: 'published', written: 5, before: 0 });
});

it('goes on where it was stopped', async () => {
  const stop = new AbortController();
  let batches = 0;
  const { run, folder, municipality, writes } = await setUp((operation) => {
    if (operation === 'BatchWriteItem' && ++batches === 9) stop.abort();
    return null;
  });
  many(folder, 1_000);
  const first = await run({}, stop);
  expect(first).toMatchObject({ outcome: 'interrupted', before: 0, gone: null });
  expect(first.written).toBeGreaterThanOrEqual(25);
  expect(first.written).toBeLessThan(1_005);
  const begun = writes();
  const second = await run();
  expect(second).toMatchObject({ outcome: 'published', before: first.written, written: 1_005 - first.written });
  expect(writes() - begun).toBe(Math.ceil(second.written / 25));
  expect(await municipality('21009')).toHaveLength(100);
  expect(await run()).toMatchObject({ outcome: 'unchanged' });
});

it('begins again for another table, though the files are the same', async () => {
  const { run } = await setUp();
  await run();
  expect(await run({ table: 'another', createTable: true })).toMatchObject({ outcome: 'published', written: 5 });
});

it('gives a busy table time', async () => {
  let refusals = 0;
  const { run, enterprise } = await setUp((operation) => {
    if (operation !== 'BatchWriteItem' || ++refusals > 7) return null;
    const type = 'com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException';
    return { status: 400, body: { __type: type, message: 'slow down' } };
  });
  expect(await run()).toMatchObject({ outcome: 'published', written: 5 });
  expect(await enterprise('0708000624')).toMatchObject({ status: 'ACTIVE' });
});

it('tells what is no longer in the files, and removes it when it is told to', async () => {
  const { run, folder, enterprise } = await setUp();
  await run();
  for (const file of ['enterprise.csv', 'address.csv']) edit(folder, file, without('0708.170.769'));
  edit(folder, 'establishment.csv', without('2.200.000.283'));
  // Rejected this time, so neither published nor gone.
  edit(folder, 'enterprise.csv', (text) => text.replace('"0708.004.483","ST"', '"0708.004.483","??"'));
  expect(await run()).toMatchObject({ gone: { enterprises: 1, establishments: 1, removed: false } });
  expect(await enterprise('0708170769')).toMatchObject({ status: 'ACTIVE' });
  expect(await run({ removeGone: true })).toMatchObject({
    written: 0,
    gone: { enterprises: 1, establishments: 1, removed: true },
  });
  expect(await enterprise('0708170769')).toBeUndefined();
  expect(await enterprise('0708004483')).toMatchObject({ status: 'STOPPED' });
});

it('does not empty the table for a file that was cut short', async () => {
  const { run, folder, municipality } = await setUp();
  many(folder, 1_000);
  await run();
  edit(folder, 'enterprise.csv', (text) => text.slice(0, text.length / 2));
  await expect(run({ removeGone: true })).rejects.toThrow(/too many to be right/);
  expect(await municipality('21009')).toHaveLength(100);
  expect(await run({ removeGone: true, force: true })).toMatchObject({ outcome: 'published', gone: { removed: true } });
});
