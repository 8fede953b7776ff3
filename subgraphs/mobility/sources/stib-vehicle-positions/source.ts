import * as v from 'valibot';
import { readStib, stibDataset, stibUrl } from '../../../../kernel/administrations/stib-mivb.ts';
import type { Door } from '../../../../kernel/http.ts';
import { rowsOf } from '../../../../kernel/rows.ts';
import { defineSource } from '../../../../kernel/source.ts';
import { idText, jsonInString } from '../../../../kernel/wire.ts';
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
  ...stibDataset,
  updateFrequency: 'UPDATE_CONT',
  endpoint: stibUrl('STIB_VEHICLE_POSITIONS_URL', 'rt/VehiclePositions'),
  freshFor: 20,
  staleFor: 60,
  openQuestions: [
    ...stibDataset.openQuestions,
    'How often positions change: the portal speaks of 15 seconds, the one before it of 20.',
    'Whether a vehicle that waits at its terminus is in the list.',
    'Whether ids and metres are always a text and a number; both are read as either.',
  ],
  provides: { vehicles },
});

const metres = v.pipe(v.union([v.number(), v.pipe(v.string(), v.decimal())]), v.transform(Number));
const fields = v.object({
  lineid: idText,
  vehiclepositions: jsonInString(
    rowsOf(stibVehiclePositions, v.object({ directionId: idText, pointId: idText, distanceFromPoint: metres })),
  ),
});

const PREFIX = 'stib:';

/**
 * One record per line holds its vehicles. They have no ids, and nobody says when they were seen: two in the very same
 * place are one that is listed twice.
 */
async function vehicles(door: Door): Promise<readonly VehicleProgressRecord[]> {
  const { value, retrievedAt } = await readStib(door, stibVehiclePositions, {
    fields,
    select: 'lineid,vehiclepositions',
  });
  const provenance = { source: stibVehiclePositions, observedAt: null, retrievedAt };
  const listed = value.flatMap(({ lineid, vehiclepositions }) =>
    vehiclepositions.map(({ directionId, pointId, distanceFromPoint }) => ({
      lineId: `${PREFIX}${lineid}`,
      terminusId: `${PREFIX}${directionId}`,
      lastStopId: `${PREFIX}${pointId}`,
      metresSince: distanceFromPoint,
      provenance,
    })),
  );
  const placeOf = ({ lineId, terminusId, lastStopId, metresSince }: VehicleProgressRecord): string =>
    [lineId, terminusId, lastStopId, metresSince].join(' ');
  return [...new Map(listed.map((vehicle) => [placeOf(vehicle), vehicle])).values()];
}
