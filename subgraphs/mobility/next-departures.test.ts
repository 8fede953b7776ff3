import { expect, it } from 'vitest';
import { ask, departure, fifth, first, fourth, provenance, third, vehicle } from '../../test/support/departures.ts';
import type { DisruptionRecord } from './models.ts';
import type { NearStop } from './next-departures.ts';

it('says how far the stop is on foot, and when to leave', () => {
  const [next] = ask({ departures: [departure(10)] });
  expect(next).toMatchObject({
    walkingMetres: 130,
    walkingMinutes: 3,
    expectedAt: new Date('2026-03-02T18:10:00Z'),
    leaveAt: new Date('2026-03-02T18:07:50Z'),
    basis: 'LIVE',
  });
});

it('leaves out what cannot be caught any more at the speed of the one who asks', () => {
  expect(ask({ departures: [departure(2), departure(9)] })).toHaveLength(1);
  expect(ask({ departures: [departure(2), departure(9)], walk: { speed: 2 } })).toHaveLength(2);
});

it('leaves out what is cancelled, and messages without a time', () => {
  expect(
    ask({ departures: [departure(10, { cancelled: true }), departure(null, { message: { en: 'End of service' } })] }),
  ).toEqual([]);
});

it('keeps both times where a source gives both, and what the operator says of it', () => {
  const scheduledAt = new Date('2026-03-02T18:06:00Z');
  const [next] = ask({ departures: [departure(10, { scheduledAt, message: { en: 'Last departure' } })] });
  expect(next).toMatchObject({ scheduledAt, message: { en: 'Last departure' } });
});

it('estimates from the place of the vehicle where the operator gives no time', () => {
  const near = [{ stop: third, metres: 10, departures: [] }];
  const [next, ...more] = ask({ near, vehicles: [vehicle('stib:1', 145), vehicle('stib:14', 0, 'stib:13')] });
  // 2 x 445 m less 145 m, at 16 km/h, to the second.
  expect(next).toMatchObject({ basis: 'ESTIMATED', scheduledAt: null, destination: { fr: 'NORD' }, stopsAway: 1 });
  expect(next?.expectedAt).toEqual(new Date('2026-03-02T18:02:48Z'));
  expect(more).toEqual([]);
});

it('offers no vehicle at the stop where it ends', () => {
  const near = [{ stop: fifth, metres: 10, departures: [] }];
  expect(ask({ near, vehicles: [vehicle('stib:2', 100)] })).toEqual([]);
});

it('measures past a stop that the list of stops lacks', () => {
  const near = [{ stop: third, metres: 10, departures: [] }];
  const directions = [{ destination: null, stopIds: ['stib:1', 'stib:77', 'stib:3B', 'stib:5'] }];
  const [next] = ask({ near, directions, vehicles: [vehicle('stib:1', 145)] });
  expect(next?.expectedAt).toEqual(new Date('2026-03-02T18:02:48Z'));
});

it('estimates nothing for a vehicle that stands at its first stop, since nobody knows when it sets out', () => {
  const near = [{ stop: third, metres: 10, departures: [] }];
  expect(ask({ near, vehicles: [vehicle('stib:1', 0)] })).toEqual([]);
});

it('estimates nothing where the operator says of the line that its service has ended', () => {
  const departures = [departure(null, { message: { en: 'End of service' } })];
  expect(ask({ departures, vehicles: [vehicle('stib:1', 50)] })).toEqual([]);
  expect(ask({ departures: [departure(null, { line: '6' })], vehicles: [vehicle('stib:1', 50)] })).toHaveLength(1);
});

it('estimates nothing where the operator gives a time', () => {
  expect(ask({ departures: [departure(10)], vehicles: [vehicle('stib:1'), vehicle('stib:2')] })).toHaveLength(1);
});

it('gives each line and destination at the nearest stop where it halts', () => {
  const near = [
    { stop: third, metres: 100, departures: [departure(10), departure(20)] },
    { stop: fourth, metres: 300, departures: [departure(12), departure(14, { destination: { fr: 'EST' } })] },
  ];
  const found = ask({ near }).map(({ stop, destination }) => [stop.id, destination?.fr]);
  expect(found).toEqual([
    ['stib:3B', 'NORD'],
    ['stib:4', 'EST'],
    ['stib:3B', 'NORD'],
  ]);
});

it('gives a line at the next stop where it can be caught, when it is too late for the nearest', () => {
  const near = [
    { stop: third, metres: 100, departures: [departure(1)] },
    { stop: fourth, metres: 300, departures: [departure(12)] },
  ];
  expect(ask({ near }).map(({ stop }) => stop.id)).toEqual(['stib:4']);
});

it('lists a vehicle once whose destination nobody tells: by its trip, or by the only way its line goes', () => {
  const bus = (id: string, metres: number, minutes: number, tripId: string): NearStop => ({
    stop: { ...first, id },
    metres,
    departures: [departure(minutes, { line: 'R41', destination: null, tripId })],
  });
  const buses = [bus('delijn:1', 100, 10, 'a'), bus('delijn:2', 200, 11, 'a'), bus('delijn:3', 300, 9, 'b')];
  expect(ask({ near: buses }).map(({ stop }) => stop.id)).toEqual(['delijn:3', 'delijn:1']);
  const near = [
    { stop: third, metres: 100, departures: [departure(10)] },
    { stop: fourth, metres: 300, departures: [departure(12, { destination: null })] },
  ];
  expect(ask({ near }).map(({ stop }) => stop.id)).toEqual(['stib:3B']);
});

it('keeps operators apart whose lines have the same number', () => {
  const other = { ...first, id: 'delijn:9' };
  const near = [
    { stop: third, metres: 100, departures: [departure(10)] },
    { stop: other, metres: 50, departures: [departure(11)] },
  ];
  expect(ask({ near })).toHaveLength(2);
});

it.each([
  ['n06', ['N06']],
  ['6', ['6']],
  ['ic', ['IC 2134', 'IC 515']],
  ['IC2134', ['IC 2134']],
  ['S1', ['S1 1960']],
  ['stib:6', ['6']],
  ['sncb:6', []],
  ['', []],
])('finds the line that is asked as "%s", as people or its id write it', (asked, expected) => {
  const names = ['51', 'N06', '6', 'IC 2134', 'S1 1960', 'S10 3868', 'IC 515'];
  const departures = names.map((line, at) => departure(10 + at, { line }));
  expect(ask({ departures, walk: { lines: [asked] } }).map(({ line }) => line)).toEqual(expected);
});

it('tells what is disrupted on the line or at the stop, and nothing else', () => {
  const disruption = (text: string, lineIds: string[], stopIds: string[]): DisruptionRecord => ({
    text: { en: text },
    lineIds,
    stopIds,
    priority: null,
    startsAt: null,
    endsAt: null,
    provenance,
  });
  const disruptions = [
    disruption('line', ['stib:51'], []),
    disruption('stop', [], ['stib:3']),
    disruption('elsewhere', ['stib:82'], ['stib:1']),
  ];
  const [next] = ask({ departures: [departure(10)], disruptions });
  expect(next?.disruptions.map(({ text }) => text.en)).toEqual(['line', 'stop']);
});

it.each([
  ['across midnight', '2026-03-02T23:58:00+01:00', '2026-03-03T00:04:00+01:00'],
  ['across the night in which clocks go forward', '2026-03-29T01:58:00+01:00', '2026-03-29T03:04:00+02:00'],
  ['across the hour that comes twice in autumn', '2026-10-25T02:58:00+02:00', '2026-10-25T02:04:00+01:00'],
])('counts minutes, not clocks: %s', (_, now, expected) => {
  const near = [{ stop: third, metres: 100, departures: [departure(0, { expectedAt: new Date(expected) })] }];
  const [next] = ask({ near, walk: { now: new Date(now) } });
  expect((next?.leaveAt.getTime() ?? 0) - Date.parse(now)).toBe(6 * 60_000 - 130_000);
});
