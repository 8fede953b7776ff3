import * as v from 'valibot';
import { type Feature, readFeatures } from '../../../../kernel/connectors/wfs/wfs.ts';
import { url } from '../../../../kernel/env.ts';
import { pointOf } from '../../../../kernel/geography/geojson.ts';
import type { Door } from '../../../../kernel/http.ts';
import { CC_BY, defineSource } from '../../../../kernel/source.ts';
import type { LocalizedText } from '../../../../kernel/text.ts';
import { hours, minutes } from '../../../../kernel/time.ts';
import type { MeasurementModel } from '../../../../kernel/value-types.ts';
import { jsonInString, maybe, orNull } from '../../../../kernel/wire.ts';
import type { WeatherRecord } from '../../models.ts';
import type { EnvironmentProvides } from '../../provides.ts';

export const kmiWeather = defineSource<EnvironmentProvides>({
  id: 'kmi-weather',
  title: {
    en: 'Automatic weather stations',
    fr: 'Stations météorologiques automatiques',
    nl: 'Automatische weerstations',
  },
  description: {
    en: 'Temperature, rain, wind, humidity and pressure at the weather stations in and near Brussels, every ten minutes.',
    fr: 'Température, pluie, vent, humidité et pression aux stations météorologiques à Bruxelles et aux environs, toutes les dix minutes.',
    nl: 'Temperatuur, neerslag, wind, vochtigheid en luchtdruk aan de weerstations in en rond Brussel, om de tien minuten.',
  },
  administration: {
    id: 'kmi',
    name: {
      en: 'Royal Meteorological Institute of Belgium',
      fr: 'Institut royal météorologique de Belgique',
      nl: 'Koninklijk Meteorologisch Instituut van België',
    },
    homepage: 'https://www.meteo.be',
  },
  licence: CC_BY,
  theme: 'ENVI',
  updateFrequency: '10MIN',
  highValue: 'METEOROLOGICAL',
  standard: 'OGC WFS 2.0, GeoJSON',
  connector: 'wfs',
  endpoint: url('KMI_WFS_URL', 'https://opendata.meteo.be/service/aws/ows'),
  freshFor: minutes(5),
  staleFor: hours(1),
  observedWithin: minutes(40),
  openQuestions: [
    'The code of the automatic station of Uccle: 6447 is that of the synoptic one, and another, 6418, has been seen at the same place.',
    'Whether Zaventem (6451) is among the automatic stations; its code is known from the synoptic ones.',
    'That the names in `qc_flags` are those of the properties in capital letters: only the one of the temperature is known.',
    'That wind is sent in m/s, pressure in hPa and precipitation in mm over the ten minutes before `timestamp`.',
  ],
  provides: { weather },
});

/** The stations in and near the region. The features hold no names; these are the places they are called after. */
const STATIONS: Readonly<Record<number, LocalizedText>> = {
  6447: { fr: 'Uccle', nl: 'Ukkel' },
  6451: { fr: 'Zaventem', nl: 'Zaventem' },
};
/** Two hours of both. */
const MOST = 24;

/** As a number or as a text. */
const number = v.pipe(v.union([v.number(), v.pipe(v.string(), v.digits())]), v.transform(Number));
const value = v.nullable(v.number());
const properties = v.object({
  code: number,
  timestamp: v.pipe(
    v.string(),
    v.isoTimestamp(),
    v.transform((instant) => new Date(instant)),
  ),
  precip_quantity: value,
  temp_dry_shelter_avg: value,
  wind_speed_10m: value,
  wind_direction: value,
  wind_gusts_speed: value,
  humidity_rel_shelter_avg: value,
  pressure: value,
  // Absent, null, or JSON in a string, which may be broken: what has been checked, by the property's name in capital letters.
  qc_flags: orNull(jsonInString(v.object({ validated: maybe(v.record(v.string(), maybe(v.boolean()))) }))),
});
type Observation = v.InferOutput<typeof properties>;
type Measured = Exclude<keyof Observation, 'code' | 'timestamp' | 'qc_flags'>;

async function weather(door: Door): Promise<readonly WeatherRecord[]> {
  const { value: features, retrievedAt } = await readFeatures(door, kmiWeather, {
    typeNames: 'aws:aws_10min',
    properties,
    filter: `code IN (${Object.keys(STATIONS).join(', ')})`,
    sortBy: 'timestamp D',
    count: MOST,
  });
  const newestFirst = features.toSorted((a, b) => b.properties.timestamp.getTime() - a.properties.timestamp.getTime());
  const latest = new Map<number, Feature<Observation>>();
  for (const feature of newestFirst) {
    const { code } = feature.properties;
    if (!latest.has(code)) latest.set(code, feature);
  }
  return [...latest.values()].flatMap((feature) => recordOf(feature, retrievedAt) ?? []);
}

/** Undefined for an observation that was made nowhere or at a station that was not asked for. */
function recordOf({ properties, geometry }: Feature<Observation>, retrievedAt: Date): WeatherRecord | undefined {
  const location = geometry && pointOf(geometry);
  const name = STATIONS[properties.code];
  if (!location || !name) return undefined;
  const provenance = { source: kmiWeather, observedAt: properties.timestamp, retrievedAt };
  const measured = (property: Measured, unit: string): MeasurementModel | null => {
    const value = properties[property];
    const isValidated = properties.qc_flags?.validated?.[property.toUpperCase()] === true;
    return value === null ? null : { value, unit, quality: isValidated ? 'VALIDATED' : 'UNVALIDATED', provenance };
  };
  return {
    id: `kmi:${properties.code}`,
    name,
    location,
    temperature: measured('temp_dry_shelter_avg', 'Cel'),
    precipitation: measured('precip_quantity', 'mm'),
    windSpeed: measured('wind_speed_10m', 'm/s'),
    windDirection: measured('wind_direction', 'deg'),
    gusts: measured('wind_gusts_speed', 'm/s'),
    humidity: measured('humidity_rel_shelter_avg', '%'),
    pressure: measured('pressure', 'hPa'),
    provenance,
  };
}
