import { expect, it } from 'vitest';
import { replay } from '../../../../test/support/replay.ts';
import captured from './fixture/captured.json' with { type: 'json' };
import { brusselsMobilitySpeedCameras } from './source.ts';

const read = async (answers: Record<string, unknown> = captured) => {
  const { door, asked } = await replay(brusselsMobilitySpeedCameras, answers);
  return { cameras: (await brusselsMobilitySpeedCameras.provides.speedCameras?.(door)) ?? [], asked };
};

it('reads a camera with its road and limit, whatever system its place is in', async () => {
  const { cameras, asked } = await read();
  expect(cameras[0]).toMatchObject({
    id: 'speed-camera:12',
    place: { fr: 'Rue Belliard', nl: 'Belliardstraat' },
    speedLimit: 50,
    location: { lat: expect.closeTo(50.83863, 4), lon: expect.closeTo(4.37439, 4) },
  });
  expect(asked).toHaveLength(1);
});

it('keeps one of which only the place is known, and leaves out one without a place', async () => {
  const { cameras } = await read();
  expect(cameras.map(({ id, speedLimit, place }) => [id, speedLimit, place])).toEqual([
    ['speed-camera:12', 50, expect.anything()],
    ['speed-camera:13', null, null],
  ]);
});

it('refuses an answer that is no collection', async () => {
  await expect(read({ 'GET /geoserver/bm_security/wfs': { features: [] } })).rejects.toMatchObject({
    extensions: { code: 'SOURCE_INVALID', field: 'type' },
  });
});
