import { randomBytes } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { counting, open, START, status } from '../../../test/support/door.ts';
import { hashOf, now, table } from '../../../test/support/shared-table.ts';
import { testSource } from '../../../test/support/source.ts';
import { addressOf } from '../../endpoint.ts';
import { closeDoors } from '../../http.ts';
import { keyOf } from '../question.ts';
import { lease, leave } from './answers.ts';
import type { openTable } from './table.ts';

const source = testSource({ freshFor: 60, staleFor: 60 });
beforeEach(closeDoors);

/** The name of a question, as the door gives it. */
const question = (query: Record<string, string> = {}): string => keyOf(source, { url: addressOf(source, '', query) });

/** The partition of the only answer in the table. */
async function keyOfOnly(known: ReturnType<typeof openTable>): Promise<string> {
  const pk = `ANSWER#${hashOf(question())}`;
  expect(await known.get([{ pk, sk: '00' }])).toHaveLength(1);
  return pk;
}

describe('an answer', () => {
  it('is there for another instance while it is fresh, then stale when the source fails, then gone', async () => {
    await table();
    let isUp = true;
    const { ask, clock, enter, seen } = await open((...given) => status(isUp ? 200 : 500)(...given), source);
    await ask();
    const from = async (seconds: number) => {
      await closeDoors();
      clock.seconds = seconds;
      const door = enter();
      const reading = await ask({}, door).catch(() => null);
      return reading && door.sources()[0]?.servedFrom;
    };
    expect(await from(59)).toBe('CACHE');
    expect(seen).toHaveLength(1);
    isUp = false;
    expect(await from(119)).toBe('STALE');
    expect(await from(120)).toBeNull();
  });

  it('is not taken from an instance whose clock is ahead', async () => {
    await table();
    const { ask, clock, seen } = await open(counting(), source);
    clock.seconds = 600;
    await ask();
    await closeDoors();
    clock.seconds = 0;
    expect((await ask()).value).toEqual({ count: 2 });
    expect(seen).toHaveLength(2);
  });

  it('to a personal question is left nowhere: not even a hash of it, which could be guessed', async () => {
    const { requests } = await table();
    const { door } = await open(counting(), source);
    const request = { url: addressOf(source, '', { lat: '50.84' }), isPersonal: true };
    await door.json(source, request, (body) => body);
    expect(requests).toContain('BatchGetItem'); // How the source stands is known by all.
    expect(requests).not.toContain('PutItem');
  });

  it('may be larger than an item of the table', async () => {
    const { open: openIt } = await table();
    const large = JSON.stringify({ count: 7, noise: randomBytes(700_000).toString('hex') });
    const { ask, clock, seen } = await open((_, response) => response.end(large), source);
    await ask();
    await closeDoors();
    expect((await ask()).value).toEqual({ count: 7 });
    expect(seen).toHaveLength(1);
    // A part that another instance is just writing anew: the whole is not taken.
    const known = openIt();
    const parts = await known.list(await keyOfOnly(known), '00', '99');
    expect(parts.length).toBeGreaterThan(1);
    await known.put({ ...(parts[1] as (typeof parts)[0]), retrievedAt: START + 1 });
    known.close();
    await closeDoors();
    clock.seconds = 5; // The right of the one that asked has run out.
    await ask();
    expect(seen).toHaveLength(2);
  });

  it('is not left when it is too large, and nothing fails for it', async () => {
    const { requests } = await table();
    const large = { raw: randomBytes(5_000_000), validators: {}, retrievedAt: now() };
    expect(await leave(source, 'key', large)).toBe(false);
    expect(requests).toEqual([]);
  });

  it('is asked again only if it has changed, also by another instance', async () => {
    await table();
    const { ask, clock, seen } = await open((request, response) => {
      const isKnown = request.headers['if-none-match'] === '"v1"';
      response.writeHead(isKnown ? 304 : 200, { etag: '"v1"' }).end(isKnown ? undefined : `{"count":${seen.length}}`);
    }, source);
    await ask();
    await closeDoors();
    clock.seconds = 61;
    expect(await ask()).toEqual({ value: { count: 1 }, retrievedAt: now(61) });
    expect(seen).toHaveLength(2);
  });

  it('is asked for once, also when another instance looked just before it came', async () => {
    const { lock } = await table();
    const { ask } = await open(counting(), source);
    await ask();
    // That one found nothing; now it wants the right to ask, which is not given back where the answer is found.
    expect(await lock(question(), 'another', 4_000)).toBe(false);
    expect(await lock(question(), 'another', 4_000, 5)).toBe(true);
  });

  it('is waited for while another instance asks', async () => {
    const { lock } = await table();
    const { ask, seen } = await open(counting(), source);
    await lock(question(), 'another', 4_000);
    const waiting = ask();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(seen).toEqual([]);
    await leave(source, question(), { raw: Buffer.from('{"count":7}'), validators: {}, retrievedAt: now() });
    expect((await waiting).value).toEqual({ count: 7 });
    expect(seen).toEqual([]);
  });

  it('is asked for when the other instance died, or its clock is far ahead', async () => {
    const { lock } = await table();
    const { ask, clock, seen } = await open(counting(), source);
    await lock(question(), 'another', 4_000);
    clock.seconds = 5;
    await ask();
    await lock(question({ page: '2' }), 'another', 4_000, 600);
    await ask({ page: '2' });
    expect(seen).toHaveLength(2);
  });

  it('is asked for when its own right to ask was confirmed late', async () => {
    await table();
    expect(await lease('question', now(), 4_000)).toBe(true);
    expect(await lease('question', now(), 4_000)).toBe(true);
  });

  it('is asked for when what is left there cannot be read', async () => {
    const { open: openIt, requests } = await table();
    const { ask, seen } = await open(counting(), source);
    await ask();
    const known = openIt();
    const [part] = await known.list(await keyOfOnly(known), '00', '99');
    await known.put({ ...(part as NonNullable<typeof part>), body: Buffer.from('nonsense') });
    known.close();
    await closeDoors();
    expect((await ask()).value).toEqual({ count: 2 });
    expect(seen).toHaveLength(2);
    expect(requests.length).toBeLessThan(20); // The table was not taken for broken.
  });
});
