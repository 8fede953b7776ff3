import { expect, it } from 'vitest';
import { replay } from '../../../../test/support/replay.ts';
import captured from './fixture/captured.json' with { type: 'json' };
import { stibVehiclePositions } from './source.ts';

const [FEED = ''] = Object.keys(captured);

const read = async (answers: Record<string, unknown> = captured) => {
  const { door, asked } = await replay(stibVehiclePositions, answers);
  return { vehicles: await stibVehiclePositions.provides.vehicles?.(door), asked };
};

it('reads the vehicles of a line out of the JSON that stands in a string', async () => {
  const { vehicles } = await read();
  expect(vehicles?.[0]).toMatchObject({
    lineId: 'stib:76',
    terminusId: 'stib:1638',
    lastStopId: 'stib:1659',
    metresSince: 160,
    provenance: { observedAt: null },
  });
});

it('gives every vehicle of every line, none for a line without any', async () => {
  const { vehicles } = await read();
  expect(vehicles?.map(({ lineId, metresSince }) => [lineId, metresSince])).toEqual([
    ['stib:76', 160],
    ['stib:76', 279],
    ['stib:54', 0],
    ['stib:1', 412],
  ]);
});

it('takes two in the very same place for one that is listed twice', async () => {
  const at = (pointId: string) => ({ directionId: '1638', distanceFromPoint: 160, pointId });
  const record = { lineid: '76', vehiclepositions: JSON.stringify([at('1659'), at('1659'), at('1660')]) };
  const { vehicles } = await read({ [FEED]: { results: [record, record], totalCount: 2 } });
  expect(vehicles?.map(({ lastStopId }) => lastStopId)).toEqual(['stib:1659', 'stib:1660']);
});

it('reads ids that are numbers and metres that are text', async () => {
  const { vehicles } = await read();
  expect(vehicles?.[3]).toMatchObject({
    lineId: 'stib:1',
    terminusId: 'stib:8731',
    lastStopId: 'stib:8021',
    metresSince: 412,
  });
});

it('asks once for all lines, for the fields it reads', async () => {
  const { asked } = await read();
  expect(asked).toEqual([`${FEED}?limit=1000&offset=0&select=lineid%2Cvehiclepositions`]);
});

it('names the field when a position is not what it was', async () => {
  const answers = (vehiclepositions: string) => ({
    [FEED]: { results: [{ lineid: '76', vehiclepositions }], totalCount: 1 },
  });
  const invalid = (field: string) => ({ extensions: { code: 'SOURCE_INVALID', administration: 'stib-mivb', field } });
  const renamed = '[{"directionId":"1638","distance":160,"pointId":"1659"}]';
  await expect(read(answers(renamed))).rejects.toMatchObject(invalid('results.0.vehiclepositions.0.distanceFromPoint'));
  await expect(read(answers('[{"directionId"'))).rejects.toMatchObject(invalid('results.0.vehiclepositions'));
  const farAway = '[{"directionId":"1638","distanceFromPoint":"far","pointId":"1659"}]';
  await expect(read(answers(farAway))).rejects.toMatchObject(invalid('results.0.vehiclepositions.0.distanceFromPoint'));
});
