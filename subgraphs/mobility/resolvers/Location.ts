import { RequestError } from '../../../kernel/errors.ts';
import { checkMetres } from '../../../kernel/geography/region.ts';
import { take } from '../../../kernel/lists.ts';
import type { LocationResolvers } from '../__generated__/types.ts';

/** Metres a second, from somebody who cannot hurry to somebody who runs. */
const SPEEDS = { least: 0.3, most: 3 };

function checkSpeed(speed: number): number {
  if (speed >= SPEEDS.least && speed <= SPEEDS.most) return speed;
  throw new RequestError(
    'BAD_USER_INPUT',
    `"walkingSpeed" must be between ${SPEEDS.least} and ${SPEEDS.most} metres a second; ${speed} was given.`,
  );
}

export const Location: LocationResolvers = {
  nextDepartures: async (point, { within, walkingSpeed, lines, first }, { loaders }) => {
    const walk = { speed: checkSpeed(walkingSpeed), lines: lines ?? null };
    return take(await loaders.nextDepartures(point, checkMetres(within), walk), first);
  },
  stops: async (point, { within, first }, { loaders }) =>
    take(await loaders.stops.near(point, checkMetres(within)), first),
  bikeStations: async (point, { within, first }, { loaders }) =>
    take(await loaders.bikeStations.near(point, checkMetres(within)), first),
  sharedVehicles: async (point, { within, first }, { loaders }) =>
    take(await loaders.sharedVehicles.near(point, checkMetres(within)), first),
  bikeCounters: async (point, { within, first }, { loaders }) =>
    take(await loaders.bikeCounters.near(point, checkMetres(within)), first),
  trafficCounters: async (point, { within, first }, { loaders }) =>
    take(await loaders.trafficCounters.near(point, checkMetres(within)), first),
  roadEvents: async (point, { within, first }, { loaders }) =>
    take(await loaders.roadEvents.near(point, checkMetres(within)), first),
  carParks: async (point, { within, first }, { loaders }) =>
    take(await loaders.carParks.near(point, checkMetres(within)), first),
};
