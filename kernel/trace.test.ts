import { expect, it } from 'vitest';
import { fromTraceparent, newTraceId, toTraceparent } from './trace.ts';

const ID = '4bf92f3577b34da6a3ce929d0e0e4736';

it('makes trace ids of 16 bytes, each its own', () => {
  expect(newTraceId()).toMatch(/^[\da-f]{32}$/);
  expect(newTraceId()).not.toBe(newTraceId());
});

it('carries a trace id to the next hop under a new parent', () => {
  expect(toTraceparent(ID)).toMatch(new RegExp(`^00-${ID}-[\\da-f]{16}-01$`));
  expect(toTraceparent(ID)).not.toBe(toTraceparent(ID));
  expect(fromTraceparent(toTraceparent(ID))).toBe(ID);
});

it('reads a trace id that is not sampled', () => {
  expect(fromTraceparent(`00-${ID}-00f067aa0ba902b7-00`)).toBe(ID);
});

it.each([
  undefined,
  '',
  ID,
  `00-${ID.toUpperCase()}-00f067aa0ba902b7-01`,
  `00-${ID.slice(1)}-00f067aa0ba902b7-01`,
  `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`,
  `00-${ID}-${'0'.repeat(16)}-01`,
  `ff-${ID}-00f067aa0ba902b7-01`,
  `00-${ID}-00f067aa0ba902b7-01\r\nx: y`,
])('starts a new trace for "%s"', (header) => {
  const id = fromTraceparent(header);
  expect(id).toMatch(/^[\da-f]{32}$/);
  expect(id).not.toBe(ID);
  expect(id).not.toBe('0'.repeat(32));
});
