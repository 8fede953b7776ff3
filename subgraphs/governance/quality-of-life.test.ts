import { expect, it } from 'vitest';
import { cityForThisTest } from '../../test/support/city.ts';

it('leaves out the one figure that a domain gives in a form that does not fit, and names it', async () => {
  const { handler } = await import('../mobility/handler.ts');
  const city = await cityForThisTest({
    handlers: {
      mobility: async (...given) => {
        const answer = await handler(...given);
        const { body = '' } = typeof answer === 'string' ? { body: answer } : answer;
        const spoilt = JSON.stringify(JSON.parse(body), (_, one) =>
          one?.indicator?.id === 'congestion' ? { ...one, sampleSize: 3e9 } : one,
        );
        return { statusCode: 200, headers: { 'content-type': 'application/json' }, body: spoilt };
      },
    },
  });
  const { data, errors } = await city.ask<{
    municipalities: { qualityOfLife: { actionArea: string; indicators: { indicator: { id: string } }[] }[] }[];
  }>('{ municipalities(nisCodes: ["21004"]) { qualityOfLife { actionArea indicators { indicator { id } value } } } }');
  const [{ qualityOfLife = [] } = {}] = data.municipalities;
  expect(qualityOfLife).toHaveLength(6);
  const mobility = qualityOfLife.find(({ actionArea }) => actionArea === 'MOBILITY');
  expect(mobility?.indicators.map(({ indicator }) => indicator.id)).toEqual([
    'bike-stations-usable',
    'shared-vehicle-density',
    'cyclists-today',
    'roadworks-density',
  ]);
  expect(errors).toMatchObject([
    {
      message: expect.stringMatching(/mobility domain .*"congestion"/),
      extensions: { code: 'SUBGRAPH_INVALID' },
    },
  ]);
});

it('names the sources without which it leaves out an indicator of its own domain', async () => {
  const city = await cityForThisTest({ faults: { 'fixmystreet-incidents': 'refuse' } });
  const { data, errors } = await city.ask<{ municipalities: { qualityOfLife: object[] }[] }>(
    '{ municipalities(nisCodes: ["21009", "21010"]) { qualityOfLife { actionArea } } }',
  );
  expect(data.municipalities.map(({ qualityOfLife }) => qualityOfLife.length)).toEqual([5, 5]);
  expect(errors).toMatchObject([{ extensions: { code: 'SOURCE_UNAVAILABLE', dataset: 'fixmystreet-incidents' } }]);
});
