import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { NextDeparturesDocument } from '../../client/__generated__/operations.ts';
import { closeDoors } from '../../kernel/http.ts';
import { type City, startCity } from '../support/city.ts';

/** A Monday in the evening rush hour. */
const RUSH_HOUR = new Date('2026-03-02T17:30:00+01:00');
const CENTRE = { lat: 50.8466, lon: 4.3528 };

let city: City;
beforeAll(async () => {
  vi.useFakeTimers({ now: RUSH_HOUR, toFake: ['Date'] });
  city = await startCity({ isAlone: true });
});
afterAll(async () => {
  await city.close();
  vi.useRealTimers();
});
let failing: string[] = [];
beforeEach(async () => {
  for (const dataset of failing.splice(0)) await city.fail(dataset, null);
  await closeDoors();
  city.resetCounts();
});
async function have(faults: Readonly<Record<string, string>>): Promise<void> {
  failing = Object.keys(faults);
  for (const [dataset, fault] of Object.entries(faults)) await city.fail(dataset, fault);
}

const nextBus = async () => {
  const { data, errors, extensions } = await city.ask(NextDeparturesDocument, {
    variables: CENTRE,
  });
  return { departures: data.location?.nextDepartures ?? null, air: data.location?.air, errors, extensions };
};

it("compares the operator's time, the vehicle and the way on foot, in time and in reach", async () => {
  const { departures, air, errors } = await nextBus();
  expect(errors).toBeUndefined();
  expect(departures?.length).toBe(8);
  const times = departures?.map(({ expectedAt }) => Date.parse(expectedAt)) ?? [];
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  for (const { leaveAt, walkingMinutes, expectedAt } of departures ?? []) {
    expect(Date.parse(leaveAt)).toBeGreaterThanOrEqual(RUSH_HOUR.getTime());
    const way = Date.parse(expectedAt) - Date.parse(leaveAt);
    expect(way).toBeLessThanOrEqual(walkingMinutes * 60_000);
  }
  expect(departures?.some(({ basis, stopsAway }) => basis === 'LIVE' && stopsAway !== null)).toBe(true);
  expect(air?.belAqi?.value).toBeGreaterThan(0);
});

it('asks the times of the stops around once, and each feed of the network once', async () => {
  await nextBus();
  expect(city.requests('stib-waiting-times')).toBe(1);
  expect(city.requests('stib-vehicle-positions')).toBe(1);
  expect(city.requests('stib-traveller-information')).toBe(1);
  expect(city.requests('stib-lines')).toBe(1);
});

it("estimates from the vehicles when the operator's times are down, says so, and names what is down", async () => {
  await have({ 'stib-waiting-times': '500' });
  const { departures, errors, extensions } = await nextBus();
  const ofStib = departures?.filter(({ provenance }) => provenance.dataset.id.startsWith('stib-'));
  expect(ofStib?.length).toBeGreaterThan(0);
  expect(new Set(ofStib?.map(({ basis }) => basis))).toEqual(new Set(['ESTIMATED']));
  expect(ofStib?.every(({ scheduledAt }) => scheduledAt === null)).toBe(true);
  expect(errors?.map(({ extensions: { code, dataset } }) => [code, dataset])).toContainEqual([
    'SOURCE_UNAVAILABLE',
    'stib-waiting-times',
  ]);
  expect(extensions?.sources).toContainEqual(expect.objectContaining({ dataset: 'stib-waiting-times', state: 'DOWN' }));
});

it('names every operator whose times are down', async () => {
  await have({ 'stib-waiting-times': '500', 'de-lijn-departures': '500' });
  const { errors } = await city.ask(
    '{ location(at: { lat: 50.8606, lon: 4.3597 }) { nextDepartures(within: 800) { line } } }',
  );
  expect(new Set(errors?.map(({ extensions: { dataset } }) => dataset))).toEqual(new Set(failing));
});

it('finds the trains of a kind, and tells times to the second', async () => {
  const { data, errors } = await city.ask<{
    location: { nextDepartures: { line: string; expectedAt: string; stop: { id: string } }[] };
  }>(
    `{ location(at: { lat: 50.8457, lon: 4.3571 }) {
      nextDepartures(within: 800, lines: ["ic", "stib:71"]) { line expectedAt stop { id } } } }`,
  );
  expect(errors).toBeUndefined();
  const departures = data.location.nextDepartures;
  const kinds = departures.map(({ line, stop }) => `${stop.id.split(':')[0]} ${line.split(' ')[0]}`);
  expect(kinds).toContain('sncb IC');
  expect(kinds.filter((kind) => kind !== 'sncb IC' && kind !== 'stib 71')).toEqual([]);
  expect(departures.every(({ expectedAt }) => expectedAt.endsWith('.000Z'))).toBe(true);
});

it('does without vehicles and messages when these are down', async () => {
  const faults = { 'stib-vehicle-positions': '500', 'stib-traveller-information': '500' };
  await have(faults);
  const { departures, errors } = await nextBus();
  expect(departures?.length).toBe(8);
  expect(departures?.every(({ stopsAway }) => stopsAway === null)).toBe(true);
  expect(new Set(errors?.map(({ extensions: { dataset } }) => dataset))).toEqual(new Set(Object.keys(faults)));
});
