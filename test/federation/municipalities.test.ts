import { afterAll, beforeAll, expect, it } from 'vitest';
import { type City, startCity } from '../support/city.ts';

let city: City;
beforeAll(async () => {
  city = await startCity();
});
afterAll(() => city.close());

it('answers with the 19 municipalities in NIS order, with both names', async () => {
  const { data, errors } = await city.ask<{ municipalities: { nisCode: string; name: { value: string } }[] }>(
    '{ municipalities { nisCode name { value } } }',
  );
  expect(errors).toBeUndefined();
  expect(data.municipalities.map(({ nisCode }) => nisCode)).toEqual(
    Array.from({ length: 19 }, (_, index) => String(21001 + index)),
  );
  expect(data.municipalities[8]?.name.value).toBe('Ixelles / Elsene');
});
