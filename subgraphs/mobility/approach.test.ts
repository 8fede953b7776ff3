import { describe, expect, it } from 'vitest';
import { ask, departure, second, stops, third, vehicle } from '../../test/support/departures.ts';
import type { LineRecord, VehicleProgressRecord } from './models.ts';

it('finds the vehicle that is meant: the n-th that has not come past for the n-th live time', () => {
  const vehicles = [vehicle('stib:1', 50), vehicle('stib:2', 300), vehicle('stib:4'), vehicle('stib:15', 0, 'stib:13')];
  const [one, two, three] = ask({ departures: [departure(3), departure(7), departure(20)], vehicles });
  expect(one).toMatchObject({ stopsAway: 0, vehicle: { lastStopId: 'stib:2' } });
  expect(two).toMatchObject({ stopsAway: 1, vehicle: { lastStopId: 'stib:1' } });
  expect(three).toMatchObject({ stopsAway: null, vehicle: null });
});

it('gives a theoretical time no vehicle: nothing says that one is under way', () => {
  const theoretical = departure(3, { basis: 'SCHEDULED', scheduledAt: new Date('2026-03-02T18:03:00Z') });
  const [one, two] = ask({ departures: [theoretical, departure(7)], vehicles: [vehicle('stib:2')] });
  expect(one).toMatchObject({ basis: 'SCHEDULED', vehicle: null });
  expect(two).toMatchObject({ basis: 'LIVE', vehicle: { lastStopId: 'stib:2' } });
});

it('gives a vehicle that stands at the stop to a time that is due, and to no later one', () => {
  const at = (...minutes: number[]) => [{ stop: third, metres: 0, departures: minutes.map((m) => departure(m)) }];
  const vehicles = [vehicle('stib:3', 0), vehicle('stib:1', 100)];
  const [due, later] = ask({ near: at(0.25, 7), vehicles });
  expect(due).toMatchObject({ stopsAway: 0, vehicle: { lastStopId: 'stib:3' } });
  expect(later).toMatchObject({ stopsAway: 1, vehicle: { lastStopId: 'stib:1' } });
  expect(ask({ near: at(7, 15), vehicles }).map((next) => next.vehicle?.lastStopId)).toEqual(['stib:1', undefined]);
});

it('takes the time that is just past for that of the vehicle that has just left', () => {
  const departures = [departure(-0.5), departure(6)];
  const [next] = ask({ departures, vehicles: [vehicle('stib:3', 90), vehicle('stib:1', 100)] });
  expect(next).toMatchObject({ stopsAway: 1, vehicle: { lastStopId: 'stib:1' } });
  expect(ask({ departures: [departure(6)], vehicles: [vehicle('stib:3', 90)] })[0]).toMatchObject({ vehicle: null });
});

describe('where vehicles go different ways from a stop', () => {
  const directions: LineRecord['directions'] = [
    { destination: { fr: 'NORD' }, stopIds: ['stib:1', 'stib:2', 'stib:3B', 'stib:4'] },
    { destination: { fr: 'EST' }, stopIds: ['stib:5', 'stib:3B', 'stib:2'] },
    { destination: { fr: 'NORD' }, stopIds: ['stib:1', 'stib:2', 'stib:3B', 'stib:5'] },
  ];
  const to = (minutes: number, fr: string) => departure(minutes, { destination: { fr } });
  const seen = (next: { readonly vehicle: VehicleProgressRecord | null }) => next.vehicle?.lastStopId;

  it('finds the vehicle among those to the destination only', () => {
    const vehicles = [
      vehicle('stib:5', 200, 'stib:2'),
      vehicle('stib:1', 10, 'stib:4'),
      vehicle('stib:2', 10, 'stib:4'),
    ];
    const departures = [to(5, 'NORD'), to(6, 'EST'), to(8, 'Nord'), to(9, 'EST')];
    expect(ask({ directions, departures, vehicles }).map(seen)).toEqual(['stib:2', 'stib:5', 'stib:1', undefined]);
  });

  it('knows one that ends before its line does by the stop where it ends', () => {
    const vehicles = [vehicle('stib:2', 10, 'stib:4'), vehicle('stib:1', 10, 'stib:5')];
    const short = { destination: { fr: 'NORD' }, stopIds: stops.map(({ id }) => id) };
    const departures = [to(3, 'NORD'), to(5, 'Arrêt stib:4')];
    expect(ask({ directions: [short], departures, vehicles }).map(seen)).toEqual(['stib:1', 'stib:2']);
    const near = [{ stop: third, metres: 10, departures: [] }];
    const estimates = ask({ directions: [short], near, vehicles });
    expect(estimates.map(({ destination }) => destination?.fr)).toEqual(['Arrêt stib:4', 'NORD']);
  });

  it('names none for a time without a destination', () => {
    const departures = [departure(5, { destination: null })];
    expect(ask({ directions, departures, vehicles: [vehicle('stib:2', 10, 'stib:4')] }).map(seen)).toEqual([undefined]);
    expect(ask({ departures, vehicles: [vehicle('stib:2', 10)] }).map(seen)).toEqual(['stib:2']);
  });

  it('counts a vehicle once that could go either way', () => {
    const near = [{ stop: second, metres: 10, departures: [] }];
    const both = [...directions, { destination: { fr: 'NORD' }, stopIds: stops.map(({ id }) => id) }];
    expect(ask({ directions: both, near, vehicles: [vehicle('stib:1', 10, 'stib:4')] })).toHaveLength(1);
  });
});
