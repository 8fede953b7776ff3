import { url } from '../../../../kernel/env.ts';
import type { Door } from '../../../../kernel/http.ts';
import { defineSource } from '../../../../kernel/source.ts';
import { minutes } from '../../../../kernel/time.ts';
import type { SharedVehicleRecord } from '../../models.ts';
import type { MobilityProvides } from '../../provides.ts';
import { freeVehicles } from '../../shared-vehicles.ts';

export const dottVehicles = defineSource<MobilityProvides>({
  id: 'dott-vehicles',
  title: { en: 'Dott scooters and bikes', fr: 'Trottinettes et vélos Dott', nl: 'Steps en fietsen van Dott' },
  description: {
    en: 'Shared scooters and bikes of Dott that stand in the street and can be taken.',
    fr: 'Trottinettes et vélos partagés de Dott qui se trouvent en rue et peuvent être pris.',
    nl: 'Deelsteps en deelfietsen van Dott die op straat staan en kunnen worden genomen.',
  },
  administration: {
    id: 'dott',
    name: { en: 'Dott', fr: 'Dott', nl: 'Dott' },
    homepage: 'https://ridedott.com',
  },
  // The operator publishes no licence with its feed: whoever reuses it has to ask.
  licence: { id: 'unknown', url: 'https://ridedott.com' },
  theme: 'TRAN',
  updateFrequency: 'UPDATE_CONT',
  standard: 'GBFS 2',
  connector: 'gbfs',
  endpoint: url('DOTT_GBFS_URL', 'https://gbfs.api.ridedott.com/public/v2/brussels/free_bike_status.json'),
  freshFor: minutes(1),
  staleFor: minutes(10),
  observedWithin: minutes(15),
  openQuestions: [
    'The licence of the feed, and how often it may be asked: the address states neither.',
    'Which 2.x version the feed is of. The types of its vehicles are read at its side (`vehicle_types`); where these do not answer, the kinds of its vehicles are null. A `DOTT_GBFS_URL` that leads to the discovery (`gbfs.json`) works as well.',
  ],
  provides: { sharedVehicles },
});

function sharedVehicles(door: Door): Promise<readonly SharedVehicleRecord[]> {
  return freeVehicles(door, dottVehicles, 'dott');
}
