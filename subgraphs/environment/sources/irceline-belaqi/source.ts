import { irceline, ircelineQuota } from '../../../../kernel/administrations/irceline.ts';
import { url } from '../../../../kernel/env.ts';
import type { Door } from '../../../../kernel/http.ts';
import { CC_BY, defineSource } from '../../../../kernel/source.ts';
import { hours, minutes } from '../../../../kernel/time.ts';
import { readGrid } from '../../irceline-grid.ts';
import type { AirIndexCellRecord } from '../../models.ts';
import type { EnvironmentProvides } from '../../provides.ts';

export const ircelineBelaqi = defineSource<EnvironmentProvides>({
  id: 'irceline-belaqi',
  title: {
    en: 'BelAQI, the Belgian air quality index',
    fr: "BelAQI, l'indice belge de qualité de l'air",
    nl: 'BelAQI, de Belgische luchtkwaliteitsindex',
  },
  description: {
    en: 'The index of the air of now from 1 (excellent) to 10 (horrible), computed on a grid (RIO-IFDM).',
    fr: "L'indice actuel de la qualité de l'air, de 1 (excellent) à 10 (exécrable), calculé sur une grille (RIO-IFDM).",
    nl: 'De huidige luchtkwaliteitsindex, van 1 (uitstekend) tot 10 (verschrikkelijk), berekend op een rooster (RIO-IFDM).',
  },
  administration: irceline,
  licence: CC_BY,
  theme: 'ENVI',
  updateFrequency: 'HOURLY',
  highValue: 'EARTH_OBSERVATION_AND_ENVIRONMENT',
  standard: 'OGC WFS 2.0, GeoJSON, EPSG:31370',
  connector: 'wfs',
  endpoint: url('IRCELINE_BELAQI_URL', 'https://geo.irceline.be/wfs'),
  freshFor: minutes(15),
  staleFor: hours(3),
  quota: ircelineQuota,
  observedWithin: hours(4),
  openQuestions: [
    'Whether the layer is served as features at all: only its map (WMS) has been seen. Its GetFeatureInfo, which answers for one point, is the second way.',
    'Its properties and its squares, which are taken to be those of the interpolated pollutants.',
    'Whether `timestamp` is the start or the end of the hour.',
  ],
  provides: { airIndexGrid },
});

/** The index has ten steps; `-9999` and whatever else lies between or beside them is none. */
const isIndex = (value: number): boolean => Number.isInteger(value) && value >= 1 && value <= 10;

async function airIndexGrid(door: Door): Promise<readonly AirIndexCellRecord[]> {
  const { value, retrievedAt } = await readGrid(door, ircelineBelaqi, 'rioifdm:belaqi', isIndex);
  return value.map(({ square, value, at }) => ({
    ...square,
    index: value,
    provenance: { source: ircelineBelaqi, observedAt: at, retrievedAt },
  }));
}
