import * as v from 'valibot';
import {
  STIB_ATTRIBUTION,
  STIB_PAGE,
  stibHeaders,
  stibKey,
  stibMivb,
  stibQuota,
} from '../../../../kernel/administrations/stib-mivb.ts';
import { readRecords } from '../../../../kernel/connectors/opendatasoft/opendatasoft.ts';
import { url } from '../../../../kernel/env.ts';
import type { Door } from '../../../../kernel/http.ts';
import { CC_BY, defineSource } from '../../../../kernel/source.ts';
import { jsonInString } from '../../../../kernel/wire.ts';
import type { VehicleProgressRecord } from '../../models.ts';
import type { MobilityProvides } from '../../provides.ts';

export const stibVehiclePositions = defineSource<MobilityProvides>({
  id: 'stib-vehicle-positions',
  title: {
    en: 'STIB-MIVB vehicle positions',
    fr: 'Positions des véhicules de la STIB',
    nl: 'Posities van de MIVB-voertuigen',
  },
  description: {
    en: 'How far the vehicles of metro, tram and bus have come: the last stop passed and the metres since.',
    fr: "L'avancée des véhicules de métro, de tram et de bus : le dernier arrêt passé et les mètres depuis.",
    nl: 'Hoe ver de voertuigen van metro, tram en bus zijn: de laatst gepasseerde halte en de meters sindsdien.',
  },
  administration: stibMivb,
  licence: CC_BY,
  attribution: STIB_ATTRIBUTION,
  theme: 'TRAN',
  updateFrequency: 'UPDATE_CONT',
  standard: 'OpenDataSoft Explore 2.1 (BMC)',
  connector: 'opendatasoft',
  endpoint: url(
    'STIB_VEHICLE_POSITIONS_URL',
    'https://api-management-opendata-production.azure-api.net/api/datasets/stibmivb/rt/VehiclePositions',
  ),
  key: stibKey,
  freshFor: 20,
  staleFor: 60,
  quota: stibQuota,
  openQuestions: [
    'How often positions change: the portal speaks of 15 seconds, the one before it of 20.',
    'Whether a vehicle that waits at its terminus is in the list.',
    'Whether ids and metres are always a text and a number; both are read as either.',
  ],
  provides: { vehicles },
});

const id = v.pipe(v.union([v.string(), v.number()]), v.transform(String));
const metres = v.pipe(v.union([v.number(), v.pipe(v.string(), v.decimal())]), v.transform(Number));
const fields = v.object({
  lineid: id,
  vehiclepositions: jsonInString(v.array(v.object({ directionId: id, pointId: id, distanceFromPoint: metres }))),
});

const PREFIX = 'stib:';

/** One record per line holds its vehicles. They have no ids, and nobody says when they were seen. */
async function vehicles(door: Door): Promise<readonly VehicleProgressRecord[]> {
  const { value, retrievedAt } = await readRecords(door, stibVehiclePositions, {
    fields,
    select: 'lineid,vehiclepositions',
    headers: stibHeaders(),
    pageSize: STIB_PAGE,
  });
  const provenance = { source: stibVehiclePositions, observedAt: null, retrievedAt };
  return value.flatMap(({ lineid, vehiclepositions }) =>
    vehiclepositions.map(({ directionId, pointId, distanceFromPoint }) => ({
      lineId: `${PREFIX}${lineid}`,
      terminusId: `${PREFIX}${directionId}`,
      lastStopId: `${PREFIX}${pointId}`,
      metresSince: distanceFromPoint,
      provenance,
    })),
  );
}
