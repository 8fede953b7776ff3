import { expect, it, onTestFinished } from 'vitest';
import { CLASSES } from '../generate/hostile.ts';
import { federationFuzzer } from './federation.ts';
import { mergedFuzzer } from './merged.ts';
import { shrink } from './shrink.ts';
import type { Failure, Fuzzer } from './tally.ts';

/** Steps of one run, from a seed that is always the same. `npm run fuzz` goes on from others. */
const STEPS = 220;

async function firstFailure({ step }: Fuzzer, steps = STEPS): Promise<Failure | null> {
  for (let seed = 1; seed <= steps; seed++) {
    const failure = await step(seed);
    if (failure) return failure;
  }
  return null;
}

it('valid operations give through the gateway what one schema over all the data gives', async () => {
  const fuzzer = mergedFuzzer();
  expect(await firstFailure(fuzzer)).toBeNull();
  expect(fuzzer.tally.came['the same']).toBeGreaterThan(STEPS / 3);
});

it('nothing that is sent brings about a fault, a leak, or a call for what is refused', {
  timeout: 120_000,
}, async () => {
  const fuzzer = await federationFuzzer();
  onTestFinished(() => fuzzer.close());
  expect(await firstFailure(fuzzer)).toBeNull();
  expect(Object.keys(fuzzer.tally.tried).toSorted()).toEqual(Object.keys(CLASSES).toSorted());
});

it('finds a domain that tells where it is, and the smallest question that has it do so', async () => {
  const fuzzer = await federationFuzzer({
    handlers: {
      mobility: async () => ({
        statusCode: 200,
        body: '{"data":null,"errors":[{"message":"no http://10.0.0.1/","extensions":{"code":"UNKNOWN_ID"}}]}',
      }),
    },
  });
  onTestFinished(() => fuzzer.close());
  const failure = await firstFailure(fuzzer);
  expect(failure?.wrong).toContain('http://10.0.0.1');
  expect(JSON.stringify(failure?.input).length).toBeLessThan(1_000);
});

it('makes an input smaller as long as it fails', async () => {
  const fails = async (text: string) => text.includes('a') && text.includes('b');
  expect(await shrink('xxxxaxxxxxxxxbxxxxxxxx', fails)).toBe('ab');
});
