import { expect, it } from 'vitest';
import { replay } from '../../../../test/support/replay.ts';
import captured from './fixture/captured.json' with { type: 'json' };
import { stibLines } from './source.ts';

const [SET = ''] = Object.keys(captured);

const read = async (answers: Record<string, unknown> = captured) => {
  const { door, asked } = await replay(stibLines, answers);
  return { lines: await stibLines.provides.lines?.(door), asked };
};

it('puts the directions of a line together, wherever their records stand', async () => {
  const { lines } = await read();
  expect(lines?.map(({ id, number, directions }) => [id, number, directions.length])).toEqual([
    ['stib:51', '51', 2],
    ['stib:1', '1', 1],
    ['stib:N06', 'N06', 1],
  ]);
  expect(lines?.[0]?.provenance.observedAt).toBeNull();
});

it('puts the stops in the order of the way, which the list need not have, and keeps their letters', async () => {
  const { lines } = await read();
  expect(lines?.[0]?.directions[0]?.stopIds).toEqual(['stib:5710', 'stib:5008', 'stib:4074B']);
});

it('orders by number when the order is text', async () => {
  const { lines } = await read();
  expect(lines?.[1]?.directions[0]?.stopIds).toEqual(['stib:8031', 'stib:8021', 'stib:8011']);
});

it('keeps a destination in one language, and a direction that has none', async () => {
  const { lines } = await read();
  expect(lines?.[0]?.directions[1]?.destination).toEqual({ fr: 'STADE' });
  expect(lines?.[2]?.directions).toEqual([{ destination: null, stopIds: [] }]);
});

it('asks once, for the fields it reads', async () => {
  const { asked } = await read();
  expect(asked).toEqual([`${SET}?limit=1000&offset=0&select=lineid%2Cdestination%2Cpoints`]);
});

it('names the field when a point is not what it was', async () => {
  const answers = (record: object) => ({ [SET]: { results: [{ lineid: '51', ...record }], totalCount: 1 } });
  const invalid = (field: string) => ({ extensions: { code: 'SOURCE_INVALID', administration: 'stib-mivb', field } });
  await expect(read(answers({ points: '[{"id":"5008","sequence":1}]' }))).rejects.toMatchObject(
    invalid('results.0.points.0.order'),
  );
  await expect(read(answers({ stops: '[]' }))).rejects.toMatchObject(invalid('results.0.points'));
  await expect(read(answers({ points: '[]', destination: 'STADE' }))).rejects.toMatchObject(
    invalid('results.0.destination'),
  );
});
