import { expect, it } from 'vitest';
import { FAULTS, parseFault } from './faults.ts';

it('reads a fault with what it says behind the colon, or what is usual', () => {
  expect(parseFault('hang')).toEqual({ kind: 'hang', argument: null });
  expect(parseFault('fail:0.5')).toEqual({ kind: 'fail', argument: '0.5' });
  expect(parseFault('fail')).toEqual({ kind: 'fail', argument: '0.3' });
  expect(parseFault('clock:-60')).toEqual({ kind: 'clock', argument: '-60' });
  expect(parseFault('rename:lat')).toEqual({ kind: 'rename', argument: 'lat' });
});

it.each(['explode', '', 'toString', '__proto__'])('does not know %j, and says what there is', (text) => {
  expect(() => parseFault(text)).toThrow(Object.keys(FAULTS).join(', '));
});

it.each(['rename', 'fail:often', 'slow:x'])('says what is missing of %j', (text) => {
  expect(() => parseFault(text)).toThrow(/is not complete/);
});
