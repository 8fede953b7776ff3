import { describe, expect, it } from 'vitest';
import { fromBrusselsTime, inBrussels } from './time.ts';

describe('Brussels wall-clock time without offset', () => {
  it.each([
    ['2026/01/15 12:36', '2026-01-15T11:36:00Z', 'in winter'],
    ['2026/07/15 12:36:41', '2026-07-15T10:36:41Z', 'in summer'],
    ['2026-07-15T12:36:41', '2026-07-15T10:36:41Z', 'as ISO'],
    ['2026/03/29 02:30', '2026-03-29T01:30:00Z', 'in the hour that spring skips, moved forward'],
    ['2026/10/25 02:30', '2026-10-25T00:30:00Z', 'in the hour that autumn has twice, the earlier one'],
    ['2026/10/25 03:00', '2026-10-25T02:00:00Z', 'after the doubled hour'],
  ])('%s is %s, %s', (text, instant) => {
    expect(fromBrusselsTime(text)).toEqual(new Date(instant));
  });

  it.each(['2026/13/01 12:00', '2026/02/30 12:00', '2026/01/01 25:10', 'n/a', '', '2026/01/01', '2026/01/01 12:00Z'])(
    '%j is none',
    (text) => {
      expect(fromBrusselsTime(text)).toBeNull();
    },
  );
});

it('shows an instant as the clocks of Brussels do', () => {
  expect(inBrussels(new Date('2026-07-15T22:30:00Z'))).toMatchObject({ day: 16, hour: 0, minute: 30, dayOfWeek: 4 });
});
