import { expect, it } from 'vitest';
import { counting, open, START } from '../../test/support/door.ts';
import { testSource } from '../../test/support/source.ts';
import { gateOf } from './gate.ts';

it.each([
  ['in the future', 600],
  ['days ago', -200_000],
])('doubts the clock of a source whose newest observation lies %s, until one is right', async (_, seconds) => {
  const promising = testSource({ id: `observing ${seconds}`, observedWithin: 3_600 });
  const { ask } = await open(counting(), promising);
  const gate = gateOf(promising);
  const now = new Date(START);
  const observe = (after: number) => gate.observed(new Date(START + after * 1000), now);
  observe(seconds);
  await ask();
  expect(gate.standing().state).toBe('SUSPECT'); // Its answers prove nothing.
  observe(0);
  expect(gate.standing().state).toBe('OK');
  observe(-400_000); // What it tells of the past.
  expect(gate.standing().state).toBe('OK');
});

it('does not doubt the clock of a source that is late by hours, or that promises nothing', () => {
  const now = new Date(START);
  for (const [observedWithin, hours] of [[3_600, 12] as const, [undefined, 9_000] as const]) {
    const late = testSource({ id: `late ${hours}`, ...(observedWithin ? { observedWithin } : {}) });
    gateOf(late).observed(new Date(START - hours * 3_600_000), now);
    expect(gateOf(late).standing().state).toBe('OK');
  }
});
