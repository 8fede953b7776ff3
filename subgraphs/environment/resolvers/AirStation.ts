import { RequestError } from '../../../kernel/errors.ts';
import { placedResolvers } from '../../../kernel/geography/atlas.ts';
import { find } from '../../../kernel/lists.ts';
import { checkSpan, days } from '../../../kernel/time.ts';
import type { AirStationResolvers } from '../__generated__/types.ts';

/** A week: more is a study, not a question of an app. */
const MAX_HOURS = 168;
const HOUR = 3_600_000;

export const AirStation: AirStationResolvers = {
  __resolveReference: async ({ id }, { loaders, outages }) =>
    find('AirStation', await loaders.airStations.all(), id, outages),
  ...placedResolvers,
  no2: ({ latest }) => latest.NO2 ?? null,
  pm10: ({ latest }) => latest.PM10 ?? null,
  pm25: ({ latest }) => latest.PM25 ?? null,
  o3: ({ latest }) => latest.O3 ?? null,
  hourly: ({ provenance, series }, { pollutant, hours, between }, { loaders, now }) => {
    const span = between ? checkSpan(between, days(7), now()) : { from: null, to: now() };
    const length = span.from ? hoursAt(span.to) - hoursAt(span.from) : checkHours(hours);
    const known = series[pollutant];
    return known && length > 0 ? loaders.hourlyValues(provenance.source.id, known, length, span.to) : [];
  },
};

/** How many hours were over at a moment: a span holds those that end in it. */
const hoursAt = (moment: Date): number => Math.floor(moment.getTime() / HOUR);

function checkHours(hours: number): number {
  if (hours >= 1 && hours <= MAX_HOURS) return hours;
  throw new RequestError('BAD_USER_INPUT', `"hours" must be between 1 and ${MAX_HOURS}; ${hours} was given.`);
}
