import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { handler as gateway } from '../gateway/handler.ts';
import type { LambdaContext } from '../kernel/lambda.ts';
import { handler as mobility } from '../subgraphs/mobility/handler.ts';
import { eventOf } from './support/event.ts';
import { type RecordedCity, startRecordedCity } from './support/recorded.ts';
import { signed } from './support/signed.ts';

let city: RecordedCity;
beforeAll(async () => {
  city = await startRecordedCity({ isAlone: true });
});
afterAll(() => city.close());
beforeEach(() => city.resetCounts());

const BIKES = '{ bikeStations(first: 1) { id } }';
/** What Lambda tells of a call that it ends after so many milliseconds. */
const ending = (ms: number): LambdaContext => ({ getRemainingTimeInMillis: () => ms });

it('gives a subgraph no more time than Lambda gives the gateway, less what it needs to say so', async () => {
  const given = async (context?: LambdaContext) => {
    city.resetCounts();
    await gateway(eventOf({}, '192.0.2.1', BIKES), context);
    return Number(city.arrived().find(({ at }) => at === 'mobility')?.headers['x-deadline-ms']);
  };
  expect(await given(ending(5_000))).toBeLessThanOrEqual(4_700);
  expect(await given(ending(60_000))).toBeGreaterThan(7_900);
  expect(await given()).toBeGreaterThan(7_900);
});

it('says at the gateway that it is late, before Lambda ends it', async () => {
  const { statusCode, body = '' } = await gateway(eventOf({}, '192.0.2.1', BIKES), ending(300));
  expect(statusCode).toBe(200);
  expect(JSON.parse(body).errors).toMatchObject([{ extensions: { code: 'SUBGRAPH_TIMEOUT', subgraph: 'mobility' } }]);
  expect(city.calls('mobility')).toBe(0);
});

it('says at a subgraph that it is late, and asks no administration for nothing', async () => {
  const event = eventOf({}, '192.0.2.1', '{ carParks(first: 1) { id } }');
  const asked = { ...event, headers: { ...event.headers, ...signed(event.body ?? '') } };
  const { body = '' } = await mobility(asked, ending(300));
  expect(JSON.parse(body).errors).toMatchObject([{ extensions: { code: 'SOURCE_TIMEOUT' } }]);
  expect(city.allRequests()).toBe(0);
});
