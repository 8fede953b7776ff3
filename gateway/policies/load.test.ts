import { expect, it } from 'vitest';
import { shedding } from './load.ts';

it('answers so many at once, sends the others away at once, and answers again when one is done', async () => {
  const waiting: (() => void)[] = [];
  const answer = shedding(() => new Promise((resolve) => waiting.push(() => resolve({ statusCode: 200 }))), 2);
  const ask = () => answer({} as never);
  const first = [ask(), ask()];
  expect(await ask()).toMatchObject({ statusCode: 429, headers: { 'retry-after': '1', 'cache-control': 'no-store' } });
  waiting[0]?.();
  expect(await first[0]).toMatchObject({ statusCode: 200 });
  const third = ask();
  expect(waiting).toHaveLength(3);
  expect(await ask()).toMatchObject({ statusCode: 429 });
  for (const end of waiting) end();
  await Promise.all([...first, third]);
});

it('counts one that failed as done', async () => {
  const answer = shedding(async () => {
    throw new Error('broken');
  }, 1);
  await expect(answer({} as never)).rejects.toThrow('broken');
  await expect(answer({} as never)).rejects.toThrow('broken');
});
