import { RequestError } from '../../../kernel/errors.ts';
import { municipalityOf } from '../../../kernel/geography/atlas.ts';
import { find } from '../../../kernel/lists.ts';
import type { AirStationResolvers } from '../__generated__/types.ts';

/** A week: more is a study, not a question of an app. */
const MAX_HOURS = 168;

export const AirStation: AirStationResolvers = {
  __resolveReference: async ({ id }, { loaders, outages }) =>
    find('AirStation', await loaders.airStations.all(), id, outages),
  municipality: municipalityOf,
  no2: ({ latest }) => latest.NO2 ?? null,
  pm10: ({ latest }) => latest.PM10 ?? null,
  pm25: ({ latest }) => latest.PM25 ?? null,
  o3: ({ latest }) => latest.O3 ?? null,
  hourly: ({ provenance, series }, { pollutant, hours }, { loaders }) => {
    const span = checkHours(hours);
    const known = series[pollutant];
    return known ? loaders.hourlyValues(provenance.source.id, span, known) : [];
  },
};

function checkHours(hours: number): number {
  if (hours >= 1 && hours <= MAX_HOURS) return hours;
  throw new RequestError('BAD_USER_INPUT', `"hours" must be between 1 and ${MAX_HOURS}; ${hours} was given.`);
}
