import * as v from 'valibot';
import { irceline, ircelineQuota } from '../../../../kernel/administrations/irceline.ts';
import { cqlText, readFeatures } from '../../../../kernel/connectors/wfs/wfs.ts';
import { url } from '../../../../kernel/env.ts';
import { pointOf } from '../../../../kernel/geography/geojson.ts';
import type { Door } from '../../../../kernel/http.ts';
import { CC_BY, defineSource } from '../../../../kernel/source.ts';
import { days } from '../../../../kernel/time.ts';
import type { AnnualMeanRecord } from '../../models.ts';
import type { EnvironmentProvides } from '../../provides.ts';

export const ircelineAnnual = defineSource<EnvironmentProvides>({
  id: 'irceline-annual',
  title: {
    en: 'Air quality, annual means',
    fr: "Qualité de l'air, moyennes annuelles",
    nl: 'Luchtkwaliteit, jaargemiddelden',
  },
  description: {
    en: 'Annual means of nitrogen dioxide at the stations of Brussels, with the hours that were measured.',
    fr: "Moyennes annuelles du dioxyde d'azote aux stations de Bruxelles, avec les heures mesurées.",
    nl: 'Jaargemiddelden van stikstofdioxide aan de stations van Brussel, met de gemeten uren.',
  },
  administration: irceline,
  licence: CC_BY,
  theme: 'ENVI',
  updateFrequency: 'ANNUAL',
  highValue: 'EARTH_OBSERVATION_AND_ENVIRONMENT',
  standard: 'OGC WFS 2.0, GeoJSON',
  connector: 'wfs',
  endpoint: url('IRCELINE_ANNUAL_URL', 'https://geo.irceline.be/wfs'),
  freshFor: days(1),
  staleFor: days(30),
  quota: ircelineQuota,
  openQuestions: [
    'Whether the layer holds one year or several, and when a year is added.',
    'Whether layers of the other pollutants have the same form; only that of nitrogen dioxide has been seen.',
  ],
  provides: { annualMeans },
});

/** Ten years of some 40 stations. */
const MOST = 400;
/** A mean stands for its year when it is of three quarters of the hours at least; `-9999` is none. */
const ENOUGH_HOURS = 0.75 * 8_760;

const properties = v.object({
  // A day with a zone and no time.
  year: v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}Z$/)),
  nhours: v.number(),
  value: v.nullable(v.number()),
});

async function annualMeans(door: Door): Promise<readonly AnnualMeanRecord[]> {
  const { value: features, retrievedAt } = await readFeatures(door, ircelineAnnual, {
    typeNames: 'annual:no2_anmean_station',
    properties,
    filter: `network = ${cqlText('Brussels')}`,
    sortBy: 'year D',
    count: MOST,
  });
  return features.flatMap(({ geometry, properties: { year: day, nhours, value } }) => {
    const location = geometry && pointOf(geometry);
    if (!location || value === null || value < 0 || nhours < ENOUGH_HOURS) return [];
    const year = Number(day.slice(0, 4));
    const provenance = { source: ircelineAnnual, observedAt: new Date(Date.UTC(year + 1, 0, 1)), retrievedAt };
    return [{ location, year, no2: value, provenance }];
  });
}
