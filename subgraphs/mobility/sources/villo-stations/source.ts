import { readStations } from '../../../../kernel/connectors/gbfs/stations.ts';
import { url } from '../../../../kernel/env.ts';
import type { Door } from '../../../../kernel/http.ts';
import { CC_BY, defineSource } from '../../../../kernel/source.ts';
import { bilingual, type LocalizedText } from '../../../../kernel/text.ts';
import { hours, minutes } from '../../../../kernel/time.ts';
import type { BikeStationRecord } from '../../models.ts';
import type { MobilityProvides } from '../../provides.ts';

export const villoStations = defineSource<MobilityProvides>({
  id: 'villo-stations',
  title: { en: 'Villo! stations', fr: 'Stations Villo!', nl: 'Villo!-stations' },
  description: {
    en: 'Stations of the Villo! bike-sharing system and the bikes and docks that are free.',
    fr: 'Stations du système de vélos partagés Villo!, vélos et places disponibles.',
    nl: 'Stations van het deelfietssysteem Villo! met vrije fietsen en plaatsen.',
  },
  administration: {
    id: 'jcdecaux',
    name: { en: 'JCDecaux (Villo!)', fr: 'JCDecaux (Villo!)', nl: 'JCDecaux (Villo!)' },
    homepage: 'https://www.villo.be',
  },
  licence: CC_BY,
  theme: 'TRAN',
  updateFrequency: 'UPDATE_CONT',
  standard: 'GBFS 3.0',
  connector: 'gbfs',
  endpoint: url('VILLO_GBFS_URL', 'https://api.cyclocity.fr/contracts/bruxelles/gbfs/v3/gbfs.json'),
  freshFor: minutes(1),
  staleFor: minutes(10),
  openQuestions: [
    "The licence of the GBFS feed: the address states none; CC BY 4.0 is assumed as for the region's other mobility data.",
  ],
  observedWithin: hours(1),
  provides: { bikeStations },
});

async function bikeStations(door: Door): Promise<readonly BikeStationRecord[]> {
  const { value, retrievedAt } = await readStations(door, villoStations);
  return value.map((station) => ({
    id: `villo:${station.id}`,
    name: nameOf(station.name),
    location: { lat: station.lat, lon: station.lon },
    capacity: station.capacity,
    bikesAvailable: station.vehiclesAvailable,
    docksAvailable: station.docksAvailable,
    renting: station.isInstalled && station.isRenting,
    returning: station.isInstalled && station.isReturning,
    provenance: { source: villoStations, observedAt: station.lastReported, retrievedAt },
  }));
}

/** Villo! writes both languages into one text, behind the number of the station in some of its feeds. */
function nameOf(name: LocalizedText): LocalizedText {
  const [fr = '', nl = fr] = [name.fr, name.nl, name.en].filter((text) => text !== undefined).map(withoutNumber);
  return name.fr && name.nl && fr !== nl ? { fr, nl } : bilingual(fr);
}

/** `122 - ETTERBEEK GARE` to `ETTERBEEK GARE`. */
const withoutNumber = (name: string): string => name.replace(/^\d+\s*-\s*/, '');
