import * as v from 'valibot';
import { brusselsMobility, brusselsMobilityQuota } from '../../../../kernel/administrations/brussels-mobility.ts';
import { brusselsTime, note, noteIn, readCounters } from '../../../../kernel/connectors/keyed-counts/keyed-counts.ts';
import { url } from '../../../../kernel/env.ts';
import type { Door } from '../../../../kernel/http.ts';
import { CC0, defineSource } from '../../../../kernel/source.ts';
import { minutes } from '../../../../kernel/time.ts';
import { maybe } from '../../../../kernel/wire.ts';
import type { TrafficCounterRecord } from '../../models.ts';
import type { MobilityProvides } from '../../provides.ts';

export const brusselsMobilityTraffic = defineSource<MobilityProvides>({
  id: 'brussels-mobility-traffic',
  title: { en: 'Traffic counts', fr: 'Comptages du trafic', nl: 'Verkeerstellingen' },
  description: {
    en: 'Vehicles, speed and occupancy over the last minute, in tunnels and on main roads.',
    fr: "Véhicules, vitesse et taux d'occupation de la dernière minute, dans les tunnels et sur les grands axes.",
    nl: 'Voertuigen, snelheid en bezettingsgraad over de laatste minuut, in tunnels en op hoofdwegen.',
  },
  administration: brusselsMobility,
  licence: CC0,
  theme: 'TRAN',
  updateFrequency: '1MIN',
  standard: 'Brussels Mobility counts (keyed JSON)',
  connector: 'keyed-counts',
  endpoint: url('BRUSSELS_MOBILITY_TRAFFIC_URL', 'https://data.mobility.brussels/traffic/api/counts/'),
  freshFor: minutes(1),
  staleFor: minutes(10),
  quota: brusselsMobilityQuota,
  observedWithin: minutes(10),
  openQuestions: [
    'Its answers were last seen whole in 2019. Later programs read the same fields; whether there are others now is not known.',
    'How often it may be asked: no number is published; others ask every 20 seconds.',
  ],
  provides: { trafficCounters },
});

const properties = v.object({
  traverse_name: v.string(),
  descr_fr: note,
  descr_nl: note,
  descr_en: note,
  number_of_lanes: maybe(v.number()),
});

/** Of the windows 1m, 5m, 15m and 60m the longer ones are often empty. */
const live = v.object({
  results: v.object({
    '1m': maybe(
      v.object({
        count: maybe(v.number()),
        speed: maybe(v.number()),
        occupancy: maybe(v.number()),
        end_time: maybe(brusselsTime),
      }),
    ),
  }),
});

async function trafficCounters(door: Door): Promise<readonly TrafficCounterRecord[]> {
  const { value, retrievedAt } = await readCounters(door, brusselsMobilityTraffic, {
    properties,
    nameOf: ({ traverse_name }) => traverse_name,
    live,
    // One value and not two successive ones, over one minute.
    liveQuery: { interval: '1', singleValue: 'true' },
  });
  return value.map((counter) => {
    const { traverse_name, descr_fr, descr_nl, descr_en, number_of_lanes } = counter.properties;
    const minute = counter.live?.results['1m'];
    return {
      id: `traffic:${traverse_name}`,
      description: noteIn(descr_fr, descr_nl, descr_en),
      location: counter.location,
      lanes: number_of_lanes,
      vehiclesPerMinute: minute?.count ?? null,
      speed: minute?.speed ?? null,
      occupancy: minute?.occupancy ?? null,
      provenance: { source: brusselsMobilityTraffic, observedAt: minute?.end_time ?? null, retrievedAt },
    };
  });
}
