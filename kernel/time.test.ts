import { expect, it } from 'vitest';
import { days, fromBrusselsTime, fromGtfsTime, fromRfc3339, hours, inBrussels, minutes } from './time.ts';

it.each([
  ['2026/01/15 09:05:07', '2026-01-15T08:05:07.000Z'],
  ['2026/07/15 09:05', '2026-07-15T07:05:00.000Z'],
  ['2026-07-15T09:05:07', '2026-07-15T07:05:07.000Z'],
  [' 2024-02-29 00:00 ', '2024-02-28T23:00:00.000Z'],
])('reads %s as the wall clock of Brussels', (text, instant) => {
  expect(fromBrusselsTime(text)?.toISOString()).toBe(instant);
});

it('moves a time forward that the clock skips in spring', () => {
  expect(fromBrusselsTime('2026-03-29 02:30')?.toISOString()).toBe('2026-03-29T01:30:00.000Z');
  expect(fromBrusselsTime('2026-03-29 03:30')?.toISOString()).toBe('2026-03-29T01:30:00.000Z');
});

it('takes the first of two for a time that comes twice in autumn', () => {
  expect(fromBrusselsTime('2026-10-25 02:30')?.toISOString()).toBe('2026-10-25T00:30:00.000Z');
  expect(fromBrusselsTime('2026-10-25 03:00')?.toISOString()).toBe('2026-10-25T02:00:00.000Z');
});

it.each([
  '2026-13-01 10:00',
  '2026-00-01 10:00',
  '2026-02-29 10:00',
  '2026-01-15 24:00',
  '2026-01-15 10:60',
  '2026-01-15',
  '2026-01-15T10:00:00Z',
  '15/01/2026 10:00',
  'n/a',
  '',
])('does not take "%s" for a time', (text) => {
  expect(fromBrusselsTime(text)).toBeNull();
});

it.each([
  ['20260115', '07:11:00', '2026-01-15T06:11:00.000Z'],
  ['20260723', '7:11:00', '2026-07-23T05:11:00.000Z'],
  ['20260723', '24:40:00', '2026-07-23T22:40:00.000Z'],
  ['20261231', '25:05:30', '2027-01-01T00:05:30.000Z'],
])('reads %s %s as a time of a service day', (date, time, instant) => {
  expect(fromGtfsTime(date, time)?.toISOString()).toBe(instant);
});

it('counts a service day from noon minus 12 hours where the clock is changed', () => {
  expect(fromGtfsTime('20260329', '03:30:00')?.toISOString()).toBe('2026-03-29T01:30:00.000Z');
  expect(fromGtfsTime('20260329', '00:30:00')?.toISOString()).toBe('2026-03-28T22:30:00.000Z');
  expect(fromGtfsTime('20260328', '27:30:00')?.toISOString()).toBe('2026-03-29T02:30:00.000Z');
  expect(fromGtfsTime('20261025', '08:00:00')?.toISOString()).toBe('2026-10-25T07:00:00.000Z');
  expect(fromGtfsTime('20261025', '00:30:00')?.toISOString()).toBe('2026-10-24T23:30:00.000Z');
});

it.each([
  ['2026-01-15', '07:11:00'],
  ['20260230', '07:11:00'],
  ['20260115', '07:60:00'],
  ['20260115', '07:11'],
  ['', ''],
])('does not take "%s" and "%s" for a time of a service day', (date, time) => {
  expect(fromGtfsTime(date, time)).toBeNull();
});

it('shows an instant on the wall clock of Brussels', () => {
  expect(inBrussels(new Date('2026-07-15T22:30:00Z'))).toMatchObject({ day: 16, hour: 0, minute: 30 });
  expect(inBrussels(new Date('2026-01-15T22:30:00Z'))).toMatchObject({ day: 15, hour: 23, minute: 30 });
});

it('counts durations in seconds', () => {
  expect([minutes(2), hours(2), days(2)]).toEqual([120, 7_200, 172_800]);
});

it.each([
  ['2026-03-02T19:08:00Z', '2026-03-02T19:08:00.000Z'],
  ['2026-03-02t20:08:00.25+01:00', '2026-03-02T19:08:00.250Z'],
  ['0000-01-01T00:00:00Z', '0000-01-01T00:00:00.000Z'],
  ['9999-12-31T23:59:59Z', '9999-12-31T23:59:59.000Z'],
])('reads %s as RFC 3339', (text, instant) => {
  expect(fromRfc3339(text)?.toISOString()).toBe(instant);
});

it.each([
  '2026-02-30T00:00:00Z',
  '2026-03-02T24:00:00Z',
  '2026-13-01T00:00:00Z',
  '2026-03-02T19:08:60Z',
  '2026-03-02T19:08:00+99:00',
  '0000-01-01T00:00:00+01:00',
  '9999-12-31T23:59:59-01:00',
  '+010000-01-01T00:00:00Z',
  '2026-03-02',
  '2026-03-02T19:08:00',
])('takes %s for no moment', (text) => {
  expect(fromRfc3339(text)).toBeNull();
});
