import * as v from 'valibot';
import { brusselsMobility, brusselsMobilityQuota } from '../../../../kernel/administrations/brussels-mobility.ts';
import { readHistory } from '../../../../kernel/connectors/keyed-counts/history.ts';
import { brusselsTime, note, noteIn, readCounters } from '../../../../kernel/connectors/keyed-counts/keyed-counts.ts';
import { url } from '../../../../kernel/env.ts';
import type { Door } from '../../../../kernel/http.ts';
import { CC0, defineSource } from '../../../../kernel/source.ts';
import { hours, minutes } from '../../../../kernel/time.ts';
import { maybe } from '../../../../kernel/wire.ts';
import type { BikeCounterRecord, BikeCountRecord } from '../../models.ts';
import type { MobilityProvides, Span } from '../../provides.ts';

export const brusselsMobilityBikeCounts = defineSource<MobilityProvides>({
  id: 'brussels-mobility-bike-counts',
  title: { en: 'Bicycle counts', fr: 'Comptages vélo', nl: 'Fietstellingen' },
  description: {
    en: 'Bicycles counted at poles along cycle routes in this hour, on this day and in this year, and in each quarter of an hour of the past.',
    fr: "Vélos comptés par des bornes le long des itinéraires cyclables, cette heure, ce jour et cette année, et par quart d'heure dans le passé.",
    nl: 'Fietsen geteld door palen langs fietsroutes, dit uur, vandaag en dit jaar, en per kwartier in het verleden.',
  },
  administration: brusselsMobility,
  licence: CC0,
  theme: 'TRAN',
  updateFrequency: '1MIN',
  standard: 'Brussels Mobility counts (keyed JSON)',
  connector: 'keyed-counts',
  endpoint: url('BRUSSELS_MOBILITY_BIKE_URL', 'https://data.mobility.brussels/bike/api/counts/'),
  freshFor: minutes(1),
  staleFor: hours(1),
  quota: brusselsMobilityQuota,
  observedWithin: hours(1),
  openQuestions: [
    'History: whether `endDate` is the last day that is given, and what is answered for a pole without any; an empty list is assumed.',
    'Another feed of the same counts writes them as a list with `hourCount` and `dayCount`; which address serves it is not known.',
  ],
  provides: { bikeCounters, bikeHistory },
});

/** What comes before a pole's name in its id. */
const PREFIX = 'bike-counter:';

const properties = v.object({
  device_name: v.string(),
  road_fr: note,
  road_nl: note,
  road_en: note,
  descr_fr: note,
  descr_nl: note,
  descr_en: note,
});

const live = v.object({
  hour_cnt: maybe(v.number()),
  day_cnt: maybe(v.number()),
  year_cnt: maybe(v.number()),
  cnt_time: maybe(brusselsTime),
});

async function bikeCounters(door: Door): Promise<readonly BikeCounterRecord[]> {
  const { value, retrievedAt } = await readCounters(door, brusselsMobilityBikeCounts, {
    properties,
    nameOf: ({ device_name }) => device_name,
    live,
  });
  return value.map((counter) => {
    const { device_name, road_fr, road_nl, road_en, descr_fr, descr_nl, descr_en } = counter.properties;
    return {
      id: `${PREFIX}${device_name}`,
      road: noteIn(road_fr, road_nl, road_en),
      description: noteIn(descr_fr, descr_nl, descr_en),
      location: counter.location,
      hourCount: counter.live?.hour_cnt ?? null,
      dayCount: counter.live?.day_cnt ?? null,
      yearCount: counter.live?.year_cnt ?? null,
      provenance: {
        source: brusselsMobilityBikeCounts,
        observedAt: counter.live?.cnt_time ?? null,
        retrievedAt,
      },
    };
  });
}

async function bikeHistory(door: Door, counterId: string, between: Span): Promise<readonly BikeCountRecord[]> {
  if (!counterId.startsWith(PREFIX)) return [];
  const history = await readHistory(door, brusselsMobilityBikeCounts, counterId.slice(PREFIX.length), between);
  if (!history) return [];
  const { value, retrievedAt } = history;
  return value.map((quarter) => ({
    ...quarter,
    provenance: { source: brusselsMobilityBikeCounts, observedAt: quarter.end, retrievedAt },
  }));
}
