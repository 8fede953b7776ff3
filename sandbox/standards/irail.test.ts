import { expect, it } from 'vitest';
import { testSource } from '../../test/support/source.ts';
import { worldAt } from '../world.ts';
import { standard } from './irail.ts';

const START = Date.UTC(2026, 8, 1, 8);
const us = { 'user-agent': 'tests' };

async function open() {
  const railway = { stations: [], board: () => [], isLimited: true };
  const answer = await standard.answer(railway, { world: worldAt(new Date(START), 1), onClose: () => {} });
  return async (seconds = 0, query = 'format=json', headers: Record<string, string> = us) => {
    const world = worldAt(new Date(START + seconds * 1000), 1);
    const url = new URL(`http://127.0.0.1/v1/stations/?${query}`);
    const scene = { world, source: testSource(), origin: 'http://127.0.0.1' };
    return answer({ method: 'GET', url, headers, body: '' }, scene);
  };
}

it('answers eight at once and three a second from then on, and 429 to what is more', async () => {
  const ask = await open();
  const statuses = async (seconds: number, count: number) => {
    const answers = await Promise.all(Array.from({ length: count }, () => ask(seconds)));
    return answers.filter(({ status }) => status !== 429).length;
  };
  expect(await statuses(0, 12)).toBe(8);
  expect(await statuses(1, 12)).toBe(3);
  expect(await statuses(60, 12)).toBe(8);
});

it('speaks XML to whoever asks for no JSON, and not at all to whoever does not say who asks', async () => {
  const ask = await open();
  expect((await ask(0, 'lang=en')).body).toContain('<?xml');
  expect(await ask(0, 'format=json', {})).toMatchObject({ status: 403 });
});
