import { expect, it } from 'vitest';
import { fleetOf } from './fleet.ts';
import { worldAt } from './world.ts';

const { vehicles } = fleetOf({
  system: 'rides',
  size: 800,
  types: [
    { id: 's', formFactor: 'scooter', maxRangeMetres: 40_000, share: 0.75 },
    { id: 'b', formFactor: 'bicycle', maxRangeMetres: 60_000, share: 0.25 },
  ],
});
const at = (time: string) => vehicles(worldAt(new Date(time), 1));

it('says the same of the same moment', () => {
  expect(at('2026-09-01T15:30:00Z')).toEqual(at('2026-09-01T15:30:00Z'));
});

it('has fewer vehicles in the street in the rush hour than at night', () => {
  expect(at('2026-09-01T15:30:00Z').length).toBeLessThan(at('2026-09-01T01:00:00Z').length);
});

it('leaves what is not ridden where it stands, and gives what was ridden another id', () => {
  const [before, after] = [at('2026-09-01T06:00:00Z'), at('2026-09-01T07:00:00Z')];
  const known = new Map(before.map((vehicle) => [vehicle.id, vehicle]));
  const stayed = after.filter(({ id }) => known.has(id));
  expect(stayed.length).toBeGreaterThan(after.length / 3);
  expect(stayed.length).toBeLessThan(after.length);
  for (const { id, lat, lon } of stayed) expect(known.get(id)).toMatchObject({ lat, lon });
});

it('parks a few at a station, where they count for it', () => {
  const parked = at('2026-09-01T01:00:00Z').filter(({ station }) => station !== undefined);
  expect(parked.length).toBeGreaterThan(0);
  expect(parked.length).toBeLessThan(20);
});

it('shares them out over its types', () => {
  const all = at('2026-09-01T01:00:00Z');
  const bikes = all.filter(({ type }) => type === 'b').length;
  expect(bikes / all.length).toBeGreaterThan(0.2);
  expect(bikes / all.length).toBeLessThan(0.3);
});
