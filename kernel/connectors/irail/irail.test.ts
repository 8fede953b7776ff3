import { expect, it } from 'vitest';
import { replay } from '../../../test/support/replay.ts';
import { testSource } from '../../../test/support/source.ts';
import { readBoard, readStations } from './irail.ts';

const source = testSource();
const train = {
  station: 'Namur',
  time: '1784784600',
  delay: '0',
  canceled: '0',
  left: '0',
  vehicle: 'BE.NMBS.IC2134',
};
const board = async (...departure: object[]) => {
  const { door } = await replay(source, { 'GET /data': { departures: { departure } } });
  return (await readBoard(door, source, '008813003')).value.departures;
};
const stations = async (...names: [standardname: string, name: string][]) => {
  const station = names.map(([standardname, name], i) => ({
    id: `${i}`,
    locationX: '4',
    locationY: '50',
    standardname,
    name,
  }));
  const { door } = await replay(source, { 'GET /data': { station } });
  return (await readStations(door, source)).value.map(({ name }) => name);
};

it('reads names with Dutch before French, French before Dutch, and in one language', async () => {
  expect(
    await stations(
      ['Brussel-Zuid/Bruxelles-Midi', 'Brussels-South/Brussels-Midi'],
      ['Haren-Sud/Haren-Zuid', 'Haren-Sud/Haren-Zuid'],
      ['Charleroi-Sud', 'Charleroi-Sud'],
      ["Diesdelle/Vivier d'Oie", "Diesdelle/Vivier d'Oie"],
    ),
  ).toEqual([
    { nl: 'Brussel-Zuid', fr: 'Bruxelles-Midi', en: 'Brussels-South/Brussels-Midi' },
    { nl: 'Haren-Zuid', fr: 'Haren-Sud' },
    { nl: 'Charleroi-Sud', fr: 'Charleroi-Sud' },
    { nl: 'Diesdelle', fr: "Vivier d'Oie" },
  ]);
});

it.each([
  ['BE.NMBS.IC2134', 'IC 2134'],
  ['BE.NMBS.S83512', 'S8 3512'],
  ['BE.NMBS.S103868', 'S10 3868'],
  ['BE.NMBS.L578', 'L 578'],
  ['BE.NMBS.EUR9339', 'EUR 9339'],
  ['BUS', 'BUS'],
])('reads the train out of %s', async (vehicle, expected) => {
  expect((await board({ ...train, vehicle }))[0]?.train).toBe(expected);
});

it('prefers the short name of a train', async () => {
  const [short, empty] = await board(
    { ...train, vehicleinfo: { shortname: 'S8 3512' } },
    { ...train, vehicleinfo: { shortname: '' } },
  );
  expect([short?.train, empty?.train]).toEqual(['S8 3512', 'IC 2134']);
});

it('knows no platform where it is unknown, empty, null or missing', async () => {
  const platforms = await board(...['4', '?', '', null, undefined].map((platform) => ({ ...train, platform })));
  expect(platforms.map(({ platform }) => platform)).toEqual(['4', null, null, null, null]);
});

it.each([
  ['time', '20:08'],
  ['delay', 'late'],
  ['canceled', 'partly'],
])('names a departure whose %s is no number or flag', async (field, value) => {
  await expect(board({ ...train, [field]: value })).rejects.toMatchObject({
    extensions: { code: 'SOURCE_INVALID', field: `departures.departure.0.${field}` },
  });
});
