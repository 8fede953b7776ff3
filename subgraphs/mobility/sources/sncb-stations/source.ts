import { IRAIL_ATTRIBUTION, irailQuota, sncbNmbs } from '../../../../kernel/administrations/sncb-nmbs.ts';
import { readStations } from '../../../../kernel/connectors/irail/irail.ts';
import { url } from '../../../../kernel/env.ts';
import type { Door } from '../../../../kernel/http.ts';
import { defineSource } from '../../../../kernel/source.ts';
import { days } from '../../../../kernel/time.ts';
import type { StopRecord } from '../../models.ts';
import type { MobilityProvides } from '../../provides.ts';

export const sncbStations = defineSource<MobilityProvides>({
  id: 'sncb-stations',
  title: { en: 'SNCB-NMBS stations', fr: 'Gares de la SNCB', nl: 'NMBS-stations' },
  description: {
    en: 'Railway stations in and around the region, with their names and places.',
    fr: 'Gares dans la région et à ses abords, avec leur nom et leur emplacement.',
    nl: 'Stations in en rond het gewest, met hun naam en plaats.',
  },
  administration: sncbNmbs,
  // iRail states no licence for the data: whoever reuses it has to ask.
  licence: { id: 'unknown', url: 'https://docs.irail.be' },
  attribution: IRAIL_ATTRIBUTION,
  theme: 'TRAN',
  updateFrequency: 'IRREG',
  standard: 'iRail API 1',
  connector: 'irail',
  endpoint: url('SNCB_STATIONS_URL', 'https://api.irail.be/v1/stations/'),
  freshFor: days(1),
  staleFor: days(7),
  quota: irailQuota,
  openQuestions: [
    'Licence of the data: iRail states none; whether SNCB-NMBS agrees to its use has to be asked.',
    'Which of two names is the Dutch one: mostly the first, `Haren-Sud/Haren-Zuid` has it the other way round.',
  ],
  provides: { stops },
});

/** The stations of the region and those right behind its border. */
export async function stops(door: Door): Promise<readonly StopRecord[]> {
  const { value, retrievedAt } = await readStations(door, sncbStations);
  return value
    .filter(({ location: { lat, lon } }) => lat >= 50.76 && lat <= 50.92 && lon >= 4.24 && lon <= 4.49)
    .map(({ id, name, location }) => ({
      id: `sncb:${id}`,
      name,
      location,
      provenance: { source: sncbStations, observedAt: null, retrievedAt },
    }));
}
