import { expect, it } from 'vitest';
import { replay } from '../../../test/support/replay.ts';
import { testSource } from '../../../test/support/source.ts';
import { url } from '../../env.ts';
import { readAddressAt, readFittingAddresses } from './urbis-localize.ts';

const geocoder = testSource({ endpoint: url('GEOCODER_URL', 'https://example.org/localize') });
const address = {
  address: { street: { name: ' Rue Haute ', postCode: 1000, municipality: 'Bruxelles' }, number: 12 },
  adNc: '10001001  12',
  point: { x: 4.345, y: 50.838 },
};

it('asks for a point with x and y the other way round than it is answered', async () => {
  const { door, asked } = await replay(geocoder, {
    'GET /localize/getaddressfromxy': { result: address, error: false },
  });
  const { value } = await readAddressAt(door, geocoder, { lat: 50.83801, lon: 4.34502 }, 'nl');
  expect(value).toEqual({
    code: '10001001  12',
    street: 'Rue Haute',
    number: '12',
    postalCode: '1000',
    municipality: 'Bruxelles',
    location: { lat: 50.838, lon: 4.345 },
  });
  expect(JSON.parse(new URLSearchParams(asked[0]?.split('?')[1]).get('json') ?? '')).toEqual({
    language: 'nl',
    point: { x: 50.83801, y: 4.34502 },
    SRS_In: 4326,
  });
});

it('reads a point in metres as well', async () => {
  const metres = { ...address, point: { x: 150_397, y: 169_802 } };
  const { door } = await replay(geocoder, { 'GET /localize/getaddressfromxy': { result: metres, error: false } });
  const { value } = await readAddressAt(door, geocoder, { lat: 50.84, lon: 4.37 }, 'fr');
  expect(value?.location).toEqual({ lat: expect.closeTo(50.83863, 4), lon: expect.closeTo(4.37439, 4) });
});

it('asks for a text as it is, whatever it holds', async () => {
  const { door, asked } = await replay(geocoder, {
    'GET /localize/getaddresses': { result: [{ ...address, score: 91 }], error: false },
  });
  const { value } = await readFittingAddresses(door, geocoder, 'Rue Haute & Cie #12', 'fr');
  expect(value).toMatchObject([{ street: 'Rue Haute', score: 91 }]);
  expect(new URLSearchParams(asked[0]?.split('?')[1]).get('address')).toBe('Rue Haute & Cie #12');
});
