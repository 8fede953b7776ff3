import { describe, expect, it } from 'vitest';
import { type Captured, replay } from '../../../../test/support/replay.ts';
import captured from './fixture/captured.json' with { type: 'json' };
import { urbisGeocoder } from './source.ts';

const REVERSE = 'GET /localization/Rest/Localize/getaddressfromxy';
const FORWARD = 'GET /localization/Rest/Localize/getaddresses';
const POINT = { lat: 50.84197, lon: 4.36229 };
const [, , french, dutch] = Object.entries(captured).map(([question, answer]) => ({ question, answer }));

async function at(answers: Captured = captured) {
  const { door, asked } = await replay(urbisGeocoder, answers);
  return { address: await urbisGeocoder.provides.addressAt?.(door, POINT), asked };
}
async function find(text: string, answers: Captured = captured) {
  const { door, asked } = await replay(urbisGeocoder, answers);
  return { addresses: (await urbisGeocoder.provides.findAddresses?.(door, text)) ?? [], asked };
}

describe('the address nearest to a point', () => {
  it('has the names of both languages and the place that the register gives it', async () => {
    const { address } = await at();
    expect(address).toMatchObject({
      street: { fr: 'Place des Palais', nl: 'Paleizenplein' },
      number: '1',
      postalCode: '1000',
      municipalityName: { fr: 'Bruxelles', nl: 'Brussel' },
      location: { lat: 50.84197535996957, lon: 4.362292115718422 },
      provenance: { source: { id: 'urbis-geocoder' }, observedAt: null },
    });
  });

  it('is asked once in each language, with the latitude as x', async () => {
    const { asked } = await at();
    expect(asked.toSorted()).toEqual(Object.keys(captured).slice(0, 2));
  });

  it.each([
    { result: null, error: true, status: 'noresult' },
    { result: null, error: false, status: 'success' },
    { error: true, status: 'error' },
  ])('is none where the answer is %o', async (answer) => {
    expect((await at({ [REVERSE]: answer })).address).toBeNull();
  });

  it('has the names of one language where the other knows another address, or none', async () => {
    const [[inFrench, answer], [inDutch, other]] = Object.entries(captured) as [[string, object], [string, object]];
    const elsewhere = { ...other, result: { ...(other as { result: object }).result, adNc: '10001074   2' } };
    for (const differing of [elsewhere, { error: true }]) {
      const { address } = await at({ [inFrench]: answer, [inDutch]: differing });
      expect(address?.street).toEqual({ fr: 'Place des Palais' });
    }
    const { address } = await at({ [inFrench]: { error: true }, [inDutch]: other });
    expect(address?.street).toEqual({ nl: 'Paleizenplein' });
  });
});

describe('addresses that fit a text', () => {
  it('are one in both languages, the best first', async () => {
    const { addresses, asked } = await find('rue du trone 12bis');
    expect(addresses.map(({ street, number, score }) => [street, number, score])).toEqual([
      [{ fr: 'Rue du Trône', nl: 'Troonstraat' }, '12bis', 96.96969604492188],
      [{ nl: 'Kleine Troonstraat' }, null, 64],
      [{ fr: 'Rue du Trône', nl: 'Troonstraat' }, null, 61.5],
    ]);
    expect(asked).toHaveLength(2);
  });

  it('without a code of their own are told by their place; a postal code may be a number, or missing', async () => {
    const { addresses } = await find('rue du trone 12bis');
    expect(addresses[2]).toMatchObject({
      postalCode: '1050',
      municipalityName: { fr: 'Ixelles', nl: 'Elsene' },
      location: { lat: 50.834512887, lon: 4.369871204 },
    });
    expect(addresses[1]?.postalCode).toBeNull();
  });

  it('are asked for once more without accents when nothing is found', async () => {
    const { addresses, asked } = await find('Rue du Trône 12bis', {
      ...captured,
      [french?.question.replace('rue+du+trone', 'Rue+du+Trone') ?? '']: french?.answer,
      [dutch?.question.replace('rue+du+trone', 'Rue+du+Trone') ?? '']: dutch?.answer,
    });
    expect(addresses).toHaveLength(3);
    expect(asked).toHaveLength(4);
  });

  it('are none for a text that nothing fits, asked twice only', async () => {
    const { addresses, asked } = await find('nowhere', { [FORWARD]: { result: [], error: false } });
    expect(addresses).toEqual([]);
    expect(asked).toHaveLength(2);
  });

  it('are none for an empty text, and nobody is asked', async () => {
    expect(await find('  ')).toEqual({ addresses: [], asked: [] });
  });
});

it('names the field when the service renames one', async () => {
  const reverse = { result: { adress: {}, adNc: null, point: { x: 4.36, y: 50.84 } }, error: false };
  await expect(at({ [REVERSE]: reverse })).rejects.toMatchObject({
    extensions: { code: 'SOURCE_INVALID', dataset: 'urbis-geocoder', field: 'result.address' },
  });
  const forward = { result: [{ address: { street: { name: 'Rue Haute' } }, score: 90 }], error: false };
  await expect(find('rue haute', { [FORWARD]: forward })).rejects.toMatchObject({
    extensions: { code: 'SOURCE_INVALID', field: 'result.0.point' },
  });
  await expect(find('rue haute', { [FORWARD]: { resultaat: [] } })).rejects.toMatchObject({
    extensions: { code: 'SOURCE_INVALID', field: 'error' },
  });
});
