import { centreOf, NIS_CODES } from '../../kernel/geography/municipalities.ts';
import { ofNow, provenances } from '../../kernel/indicator-kinds.ts';
import type { Figure, Indicator } from '../../kernel/indicators.ts';
import { lastOf } from '../../kernel/statistics.ts';
import type { MeasurementModel } from '../../kernel/value-types.ts';
import { currentValues, mean } from './air-quality.ts';
import type { Loaders } from './loaders.ts';
import type { AirStationModel } from './models.ts';
import type { Pollutant } from './pollutants.ts';

const HOUR = 3_600_000;

/** The values of a pollutant at stations: current ones, or those of the hour that a moment lies in. */
async function valuesOf(
  stations: readonly AirStationModel[],
  pollutant: Pollutant,
  loaders: Loaders,
  asOf: Date | null,
): Promise<readonly MeasurementModel[]> {
  if (!asOf) return stations.flatMap((station) => currentValues(station, loaders.now())[pollutant] ?? []);
  // A mean is stamped with the end of its hour.
  const end = new Date(asOf.getTime() + HOUR);
  const ofHour = stations.map(({ provenance, series }) => {
    const known = series[pollutant];
    return known ? loaders.hourlyValues(provenance.source.id, known, 1, end) : [];
  });
  return (await Promise.all(ofHour)).flat();
}

/** The mean of a pollutant over stations, those of the region or those inside a municipality. */
function concentration(pollutant: Pollutant): Pick<Required<Indicator<Loaders>>, 'region' | 'municipality'> {
  const figure = async (stations: readonly AirStationModel[], loaders: Loaders, asOf: Date | null): Promise<Figure> => {
    const values = await valuesOf(stations, pollutant, loaders, asOf);
    return {
      value: mean(values)?.value ?? null,
      period: asOf && `${asOf.toISOString().slice(0, '2026-03-02T08'.length)}Z`,
      sampleSize: values.length,
      inputs: provenances(values),
    };
  };
  return {
    region: async (loaders, asOf) =>
      figure(
        (await loaders.airStations.all()).filter(({ nisCode }) => nisCode !== null),
        loaders,
        asOf,
      ),
    municipality: async (loaders, nisCode, asOf) => figure(await loaders.airStations.within(nisCode), loaders, asOf),
  };
}

const airFrameworks = ['ISO 37120 (environment and climate change)', 'U4SSC (air pollution)'];

/** An indicator of a pollutant, beside the WHO's guideline for a year. */
function pollutantIndicator(
  pollutant: Pollutant,
  id: string,
  title: Indicator<Loaders>['title'],
  guideline: number,
): Indicator<Loaders> {
  return {
    id,
    title,
    definition: {
      en: `Mean of the last hour over the stations of the area${pollutant === 'O3' ? '; the guideline is one for eight hours' : '; the guideline is one for a whole year'}.`,
      fr: `Moyenne de la dernière heure sur les stations de la zone${pollutant === 'O3' ? ' ; la valeur guide porte sur huit heures' : ' ; la valeur guide porte sur une année'}.`,
      nl: `Gemiddelde van het laatste uur over de stations in het gebied${pollutant === 'O3' ? '; de richtwaarde geldt voor acht uur' : '; de richtwaarde geldt voor een jaar'}.`,
      de: `Mittel der letzten Stunde über die Stationen des Gebiets${pollutant === 'O3' ? '; der Richtwert gilt für acht Stunden' : '; der Richtwert gilt für ein Jahr'}.`,
    },
    actionArea: 'ENVIRONMENT',
    unit: 'ug/m3',
    frameworks: airFrameworks,
    direction: 'DOWN',
    target: { value: guideline, year: null, setBy: 'WHO global air quality guidelines 2021' },
    ...concentration(pollutant),
  };
}

/** The indicators of the environment. */
export const indicators: readonly Indicator<Loaders>[] = [
  pollutantIndicator(
    'NO2',
    'no2-current',
    {
      en: 'Nitrogen dioxide now',
      fr: "Dioxyde d'azote maintenant",
      nl: 'Stikstofdioxide nu',
      de: 'Stickstoffdioxid jetzt',
    },
    10,
  ),
  pollutantIndicator(
    'PM10',
    'pm10-current',
    { en: 'PM10 now', fr: 'PM10 maintenant', nl: 'PM10 nu', de: 'PM10 jetzt' },
    15,
  ),
  pollutantIndicator(
    'PM25',
    'pm25-current',
    { en: 'PM2.5 now', fr: 'PM2,5 maintenant', nl: 'PM2,5 nu', de: 'PM2,5 jetzt' },
    5,
  ),
  pollutantIndicator(
    'O3',
    'ozone-current',
    { en: 'Ozone now', fr: 'Ozone maintenant', nl: 'Ozon nu', de: 'Ozon jetzt' },
    100,
  ),
  {
    id: 'no2-annual',
    title: {
      en: 'Nitrogen dioxide over a year',
      fr: "Dioxyde d'azote sur un an",
      nl: 'Stikstofdioxide over een jaar',
      de: 'Stickstoffdioxid über ein Jahr',
    },
    definition: {
      en: 'Mean of the last year over the stations of the area that measured in three quarters of its hours; the guideline of the WHO is 10 (2021).',
      fr: "Moyenne de la dernière année sur les stations de la zone ayant mesuré pendant trois quarts des heures ; la valeur guide de l'OMS est 10 (2021).",
      nl: 'Gemiddelde van het laatste jaar over de stations van het gebied die drie kwart van de uren maten; de richtwaarde van de WHO is 10 (2021).',
      de: 'Mittel des letzten Jahres über die Stationen des Gebiets, die in drei Vierteln der Stunden maßen; der Leitwert der WHO ist 10 (2021).',
    },
    actionArea: 'ENVIRONMENT',
    unit: 'ug/m3',
    frameworks: airFrameworks,
    direction: 'DOWN',
    target: { value: 20, year: 2030, setBy: 'Directive (EU) 2024/2881 on ambient air quality, annual limit value' },
    region: (loaders, asOf) => annualMean(loaders, null, asOf),
    municipality: annualMean,
  },
  {
    id: 'air-quality-index',
    title: {
      en: 'Air quality index',
      fr: "Indice de qualité de l'air",
      nl: 'Luchtkwaliteitsindex',
      de: 'Luftqualitätsindex',
    },
    definition: {
      en: 'The Belgian index (BelAQI), 1 to 10, at the label point of the municipality; for the region the mean of the 19.',
      fr: "L'indice belge (BelAQI), de 1 à 10, au point d'étiquette de la commune ; pour la Région la moyenne des 19.",
      nl: 'De Belgische index (BelAQI), 1 tot 10, op het labelpunt van de gemeente; voor het Gewest het gemiddelde van de 19.',
      de: 'Der belgische Index (BelAQI), 1 bis 10, am Beschriftungspunkt der Gemeinde; für die Region das Mittel der 19.',
    },
    actionArea: 'ENVIRONMENT',
    unit: '1',
    frameworks: airFrameworks,
    direction: 'DOWN',
    target: null,
    ...ofNow<Loaders>(index),
  },
  {
    id: 'air-stations-density',
    title: {
      en: 'Air stations per 100 square kilometres',
      fr: "Stations de mesure de l'air par 100 kilomètres carrés",
      nl: 'Meetstations voor lucht per 100 vierkante kilometer',
      de: 'Luftmessstationen je 100 Quadratkilometer',
    },
    definition: {
      en: 'Stations in the region that reported a value within three hours, per 100 km2.',
      fr: 'Stations de la Région ayant transmis une valeur depuis moins de trois heures, par 100 km2.',
      nl: 'Stations in het Gewest die binnen drie uur een waarde meldden, per 100 km2.',
      de: 'Stationen der Region, die innerhalb von drei Stunden einen Wert gemeldet haben, je 100 km2.',
    },
    actionArea: 'ENVIRONMENT',
    unit: '{station}/(100.km2)',
    frameworks: ['ISO 37122 (environment and climate change)'],
    direction: 'UP',
    target: null,
    region: ofNow<Loaders>(async (loaders) => {
      const [stations, surface] = await Promise.all([loaders.airStations.all(), loaders.squareKilometres(null)]);
      const reporting = stations.filter(
        (station) => station.nisCode !== null && Object.keys(currentValues(station, loaders.now())).length > 0,
      );
      return {
        value: Math.round((reporting.length / surface.squareKilometres) * 1_000) / 10,
        sampleSize: reporting.length,
        inputs: [...provenances(reporting), surface.provenance],
      };
    }).region,
  },
  {
    id: 'managed-trees',
    title: { en: 'Trees looked after', fr: 'Arbres gérés', nl: 'Beheerde bomen', de: 'Gepflegte Bäume' },
    definition: {
      en: 'Trees per square kilometre that the municipality itself looks after; only the City of Brussels publishes its own, so that the value for the region is that of the City, and other municipalities have none.',
      fr: "Arbres par kilomètre carré gérés par la commune ; seule la Ville de Bruxelles publie les siens : la valeur de la Région est celle de la Ville, et les autres communes n'en ont pas.",
      nl: 'Bomen per vierkante kilometer die de gemeente zelf beheert; alleen de Stad Brussel publiceert de hare: de waarde van het Gewest is die van de Stad, en andere gemeenten hebben er geen.',
      de: 'Bäume je Quadratkilometer, die die Gemeinde selbst pflegt; nur die Stadt Brüssel veröffentlicht ihre: der Wert der Region ist der der Stadt, und andere Gemeinden haben keinen.',
    },
    actionArea: 'ENVIRONMENT',
    unit: '{tree}/km2',
    frameworks: ['ISO 37120 (urban planning)'],
    direction: 'UP',
    target: null,
    ...ofNow<Loaders>(trees),
  },
];

/** The mean over stations of the last year that is known, or of that of a moment. */
async function annualMean(loaders: Loaders, nisCode: string | null, asOf: Date | null): Promise<Figure> {
  const all = nisCode === null ? await loaders.annualMeans.all() : await loaders.annualMeans.within(nisCode);
  const inside = all.filter((one) => one.nisCode !== null);
  const years = [...Map.groupBy(inside, ({ year }) => year)].map(([year, means]) => ({ period: String(year), means }));
  const found = lastOf(years, asOf, 'The annual mean of the air');
  const means = found?.means ?? [];
  const sum = means.reduce((total, { no2 }) => total + no2, 0);
  return {
    value: means.length > 0 ? Math.round((sum / means.length) * 10) / 10 : null,
    period: found?.period ?? null,
    sampleSize: means.length,
    inputs: provenances(means),
  };
}

/** The index at the label point of a municipality, or its mean over those of all. */
async function index(loaders: Loaders, nisCode: string | null): Promise<Figure> {
  const points = (nisCode === null ? NIS_CODES : [nisCode]).flatMap((code) => centreOf(code) ?? []);
  const cells = (await Promise.all(points.map((point) => loaders.airIndexAt(point)))).filter((cell) => cell !== null);
  const sum = cells.reduce((total, cell) => total + cell.index, 0);
  return {
    value: cells.length > 0 ? Math.round((sum / cells.length) * 10) / 10 : null,
    sampleSize: cells.length,
    inputs: provenances(cells),
  };
}

async function trees(loaders: Loaders, nisCode: string | null): Promise<Figure> {
  const counts = await loaders.treeCounts();
  const counted = nisCode === null ? counts : counts.filter((one) => one.nisCode === nisCode);
  const surfaces = await Promise.all(counted.map((one) => loaders.squareKilometres(one.nisCode)));
  const area = surfaces.reduce((sum, one) => sum + one.squareKilometres, 0);
  const all = counted.reduce((sum, { count }) => sum + count.value, 0);
  return {
    value: area > 0 ? Math.round(all / area) : null,
    sampleSize: all,
    inputs: provenances([...counted.map(({ count }) => count), ...surfaces]),
  };
}
