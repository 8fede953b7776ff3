import { distanceMetres, type GeoPoint } from '../../kernel/geography/coordinates.ts';
import { freshnessOf, type ProvenanceModel } from '../../kernel/provenance.ts';
import type { MeasurementModel } from '../../kernel/value-types.ts';
import type { AirQualityModel, AirStationModel } from './models.ts';
import { type ByPollutant, byPollutant } from './pollutants.ts';

/** What decides the air quality of one municipality. */
interface Surroundings {
  /** The municipality's label point. */
  readonly centre: GeoPoint;
  /** Stations inside it. */
  readonly inside: readonly AirStationModel[];
  /** Stations of the whole region. */
  readonly all: readonly AirStationModel[];
  readonly now: Date;
}

/**
 * The air quality of a municipality: one basis for all its pollutants, so that no value from elsewhere hides among
 * its own.
 *
 * 1. Only current values count: observed within what their dataset allows, and not in the future.
 * 2. With a current NO2 value inside: the mean per pollutant of the stations inside (STATIONS). NO2 decides because
 *    every station measures it; a pollutant that nobody inside measures is absent.
 * 3. Else everything is that of the one station with a current NO2 value nearest to the label point (NEAREST_STATION).
 * 4. When no station of the region has a current NO2 value, any pollutant decides in its place.
 * 5. Null when no station has any current value.
 */
export function airQualityOf({ centre, inside, all, now }: Surroundings): AirQualityModel | null {
  const reporting = all.map((station) => ({ station, values: currentValues(station, now) }));
  const withNo2 = reporting.filter(({ values }) => values.NO2);
  const deciding = withNo2.length > 0 ? withNo2 : reporting.filter(({ values }) => Object.keys(values).length > 0);

  if (deciding.some(({ station }) => inside.includes(station))) {
    const used = reporting.filter(({ station, values }) => inside.includes(station) && Object.keys(values).length > 0);
    const values = byPollutant((pollutant) => mean(used.flatMap(({ values }) => values[pollutant] ?? [])));
    return answer(
      'STATIONS',
      null,
      used.map(({ station }) => station),
      values,
    );
  }
  const distanceTo = (station: AirStationModel): number => distanceMetres(centre, station.location);
  const nearest = deciding.toSorted((a, b) => distanceTo(a.station) - distanceTo(b.station))[0];
  if (!nearest) return null;
  return answer('NEAREST_STATION', Math.round(distanceTo(nearest.station)), [nearest.station], nearest.values);
}

/** The station nearest to a point among those that have a current NO2 value. */
export function nearestWithNo2(
  point: GeoPoint,
  stations: readonly AirStationModel[],
  now: Date,
): AirStationModel | null {
  const reporting = stations.filter((station) => currentValues(station, now).NO2);
  const distanceTo = ({ location }: AirStationModel): number => distanceMetres(point, location);
  return reporting.toSorted((a, b) => distanceTo(a) - distanceTo(b))[0] ?? null;
}

function answer(
  basis: AirQualityModel['basis'],
  metres: number | null,
  stations: readonly AirStationModel[],
  values: ByPollutant<MeasurementModel>,
): AirQualityModel | null {
  const provenance = oldest(Object.values(values));
  return provenance && { basis, distanceMetres: metres, stations, values, provenance };
}

/** The values of a station that describe the air of now. A silent station keeps its last ones for days. */
export function currentValues({ latest }: AirStationModel, now: Date): ByPollutant<MeasurementModel> {
  return byPollutant((pollutant) => {
    const value = latest[pollutant];
    // Only the observation's age is judged: how long ago we asked says nothing about the air.
    const isCurrent = value && freshnessOf({ ...value.provenance, retrievedAt: now }, now) === 'FRESH';
    return isCurrent ? value : undefined;
  });
}

/** The arithmetic mean, to a tenth as the stations publish; as old as the oldest value in it. */
export function mean(values: readonly MeasurementModel[]): MeasurementModel | undefined {
  const provenance = oldest(values);
  if (!provenance) return undefined;
  const sum = values.reduce((total, { value }) => total + value, 0);
  return { value: Math.round((sum / values.length) * 10) / 10, unit: 'ug/m3', quality: 'DERIVED', provenance };
}

/** The provenance of the value that was observed first; null without values. */
function oldest(values: readonly MeasurementModel[]): ProvenanceModel | null {
  const time = ({ observedAt }: ProvenanceModel): number => observedAt?.getTime() ?? 0;
  return values.map(({ provenance }) => provenance).toSorted((a, b) => time(a) - time(b))[0] ?? null;
}
