import { expect, it } from 'vitest';
import { eventOf } from '../test/support/event.ts';
import { withinPayload } from './payload.ts';

const answered = (body: string) => withinPayload(async () => ({ statusCode: 200, headers: {}, body }))(eventOf());

it('lets through what Lambda carries, and refuses what it does not, by a code', async () => {
  expect((await answered('x'.repeat(6_200_000))).statusCode).toBe(200);
  const { statusCode, body } = await answered('x'.repeat(6_300_000));
  expect(statusCode).toBe(400);
  expect(JSON.parse(body ?? '').errors[0].extensions).toEqual({ code: 'ANSWER_TOO_LARGE', retryable: false });
});

it.each(['é', '"'])('counts %s as the two bytes that it takes on the way', async (sign) => {
  expect((await answered(sign.repeat(3_000_000))).statusCode).toBe(200);
  expect((await answered(sign.repeat(3_200_000))).statusCode).toBe(400);
});
