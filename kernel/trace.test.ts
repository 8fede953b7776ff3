import { expect, it } from 'vitest';
import { fromTraceparent, toTraceparent } from './trace.ts';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';

it('carries a trace id to the next hop and back', () => {
  expect(fromTraceparent(toTraceparent(TRACE))).toBe(TRACE);
});

it.each([
  undefined,
  '',
  'garbage',
  `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`,
  `00-${TRACE.toUpperCase()}-00f067aa0ba902b7-01`,
])('starts a new trace for %j', (header) => {
  const id = fromTraceparent(header);
  expect(id).toMatch(/^[\da-f]{32}$/);
  expect(id).not.toBe(fromTraceparent(header));
});
