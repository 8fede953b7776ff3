import { irceline, ircelineQuota } from '../../../../kernel/administrations/irceline.ts';
import { url } from '../../../../kernel/env.ts';
import type { Door } from '../../../../kernel/http.ts';
import { CC_BY, defineSource } from '../../../../kernel/source.ts';
import { hours, minutes } from '../../../../kernel/time.ts';
import type { MeasurementModel } from '../../../../kernel/value-types.ts';
import { readGrid, squareKey } from '../../irceline-grid.ts';
import type { AirCellRecord } from '../../models.ts';
import { byPollutant, POLLUTANTS, type Pollutant } from '../../pollutants.ts';
import type { EnvironmentProvides } from '../../provides.ts';

export const ircelineInterpolated = defineSource<EnvironmentProvides>({
  id: 'irceline-interpolated',
  title: {
    en: 'Air quality, interpolated between the stations',
    fr: "Qualité de l'air, interpolée entre les stations",
    nl: 'Luchtkwaliteit, geïnterpoleerd tussen de meetstations',
  },
  description: {
    en: 'Hourly means of air pollutants on squares of 4 km, computed from the measurements of the stations (RIO).',
    fr: "Moyennes horaires des polluants de l'air sur des mailles de 4 km, calculées à partir des mesures des stations (RIO).",
    nl: 'Uurgemiddelden van luchtverontreinigende stoffen op roostercellen van 4 km, berekend uit de metingen van de stations (RIO).',
  },
  administration: irceline,
  licence: CC_BY,
  theme: 'ENVI',
  updateFrequency: 'HOURLY',
  highValue: 'EARTH_OBSERVATION_AND_ENVIRONMENT',
  standard: 'OGC WFS 2.0, GeoJSON, EPSG:31370',
  connector: 'wfs',
  endpoint: url('IRCELINE_WFS_URL', 'https://geo.irceline.be/wfs'),
  freshFor: minutes(15),
  staleFor: hours(3),
  quota: ircelineQuota,
  observedWithin: hours(4),
  openQuestions: [
    'Whether `timestamp` is the start or the end of the hour of a value; it is shown as it is sent.',
    'That `sortBy` and `count` are answered with a spatial filter, and how long after an hour its values are there.',
  ],
  provides: { airGrid },
});

const LAYERS: Readonly<Record<Pollutant, string>> = {
  NO2: 'rio:no2_hmean',
  PM10: 'rio:pm10_hmean',
  PM25: 'rio:pm25_hmean',
  O3: 'rio:o3_hmean',
};

/** A concentration cannot be negative: `-9999` and any other negative number say that there is none. */
const isConcentration = (value: number): boolean => value >= 0;

async function airGrid(door: Door): Promise<readonly AirCellRecord[]> {
  const layers = await Promise.all(POLLUTANTS.map((pollutant) => readLayer(door, pollutant)));
  return [...Map.groupBy(layers.flat(), ({ square }) => squareKey(square)).values()].flatMap((parts) => {
    const values = byPollutant((pollutant) => parts.find((part) => part.pollutant === pollutant)?.measurement);
    return parts[0] ? [{ ...parts[0].square, values }] : [];
  });
}

async function readLayer(door: Door, pollutant: Pollutant) {
  const { value, retrievedAt } = await readGrid(door, ircelineInterpolated, LAYERS[pollutant], isConcentration);
  return value.map(({ square, value, at }) => {
    const provenance = { source: ircelineInterpolated, observedAt: at, retrievedAt };
    const measurement: MeasurementModel = { value, unit: 'ug/m3', quality: 'DERIVED', provenance };
    return { pollutant, square, measurement };
  });
}
