import { type Figure, type Indicator, percent } from '../../kernel/indicators.ts';
import { ofSeries } from '../../kernel/statistics.ts';
import { COUNTS, countsOf } from './age-groups.ts';
import type { Loaders } from './loaders.ts';

/** The share of the inhabitants that a count is. */
const shareOf =
  (id: string): NonNullable<Indicator<Loaders>['region']> =>
  async (loaders, asOf) => {
    const [part, all] = await countsOf(loaders, [id, COUNTS.all], asOf);
    const value = percent(part?.value ?? Number.NaN, all?.value ?? 0);
    return {
      value,
      period: part?.period ?? null,
      sampleSize: all?.value ?? null,
      inputs: [...(part?.inputs ?? []), ...(all?.inputs ?? [])],
    };
  };

async function population(loaders: Loaders, nisCode: string | null, asOf: Date | null): Promise<Figure> {
  const census = await loaders.population(nisCode, asOf);
  return {
    value: census?.inhabitants ?? null,
    period: census ? String(census.year) : null,
    quality: 'VALIDATED',
    inputs: census ? [census.provenance] : [],
  };
}

async function density(loaders: Loaders, nisCode: string | null, asOf: Date | null): Promise<Figure> {
  const [census, surface] = await Promise.all([loaders.population(nisCode, asOf), loaders.squareKilometres(nisCode)]);
  return {
    value: census && Math.round(census.inhabitants / surface.squareKilometres),
    period: census ? String(census.year) : null,
    sampleSize: census?.inhabitants ?? null,
    inputs: census ? [census.provenance, surface.provenance] : [],
  };
}

/** The indicators of people. */
export const indicators: readonly Indicator<Loaders>[] = [
  {
    id: 'population',
    title: { en: 'Inhabitants', fr: 'Habitants', nl: 'Inwoners', de: 'Einwohner' },
    definition: {
      en: 'People who live in the area, on 1 January.',
      fr: 'Personnes qui habitent la zone, au 1er janvier.',
      nl: 'Mensen die in het gebied wonen, op 1 januari.',
      de: 'Menschen, die im Gebiet wohnen, am 1. Januar.',
    },
    actionArea: 'PEOPLE',
    unit: '{inhabitant}',
    frameworks: ['ISO 37120 (profile)', 'IBSA (population)'],
    direction: 'NEITHER',
    target: null,
    region: (loaders, asOf) => population(loaders, null, asOf),
    municipality: population,
  },
  {
    id: 'population-density',
    title: {
      en: 'Inhabitants per square kilometre',
      fr: 'Habitants par kilomètre carré',
      nl: 'Inwoners per vierkante kilometer',
      de: 'Einwohner je Quadratkilometer',
    },
    definition: {
      en: 'Inhabitants on 1 January, divided by what the boundary encloses.',
      fr: 'Habitants au 1er janvier, divisés par la superficie délimitée.',
      nl: 'Inwoners op 1 januari, gedeeld door de oppervlakte binnen de grens.',
      de: 'Einwohner am 1. Januar, geteilt durch die umgrenzte Fläche.',
    },
    actionArea: 'PEOPLE',
    unit: '{inhabitant}/km2',
    frameworks: ['ISO 37120 (profile)', 'IBSA (population)'],
    direction: 'NEITHER',
    target: null,
    region: (loaders, asOf) => density(loaders, null, asOf),
    municipality: density,
  },
  {
    id: 'young-share',
    title: { en: 'Young people', fr: 'Jeunes', nl: 'Jongeren', de: 'Junge Menschen' },
    definition: {
      en: 'Share of the inhabitants who are younger than 15.',
      fr: 'Part des habitants de moins de 15 ans.',
      nl: 'Aandeel van de inwoners jonger dan 15.',
      de: 'Anteil der Einwohner unter 15 Jahren.',
    },
    actionArea: 'PEOPLE',
    unit: '%',
    frameworks: ['ISO 37120 (profile)'],
    direction: 'NEITHER',
    target: null,
    region: shareOf(COUNTS.young),
  },
  {
    id: 'older-share',
    title: { en: 'Older people', fr: 'Personnes âgées', nl: 'Ouderen', de: 'Ältere Menschen' },
    definition: {
      en: 'Share of the inhabitants who are 65 or older.',
      fr: 'Part des habitants de 65 ans et plus.',
      nl: 'Aandeel van de inwoners van 65 jaar en ouder.',
      de: 'Anteil der Einwohner ab 65 Jahren.',
    },
    actionArea: 'PEOPLE',
    unit: '%',
    frameworks: ['ISO 37120 (profile)'],
    direction: 'NEITHER',
    target: null,
    region: shareOf(COUNTS.old),
  },
  {
    id: 'tertiary-attainment',
    title: {
      en: 'Higher education',
      fr: "Diplôme de l'enseignement supérieur",
      nl: 'Diploma hoger onderwijs',
      de: 'Hochschulabschluss',
    },
    definition: {
      en: 'Share of people aged 25 to 64 who have completed higher education.',
      fr: "Part des personnes de 25 à 64 ans diplômées de l'enseignement supérieur.",
      nl: 'Aandeel van de mensen van 25 tot 64 jaar met een diploma hoger onderwijs.',
      de: 'Anteil der Menschen von 25 bis 64 Jahren mit Hochschulabschluss.',
    },
    actionArea: 'PEOPLE',
    unit: '%',
    frameworks: ['ISO 37120 (education)', 'Smart City Wheel (education)', 'U4SSC (education)'],
    direction: 'UP',
    target: null,
    region: ofSeries('eurostat:tertiary-attainment'),
  },
  {
    id: 'internet-at-home',
    title: { en: 'Internet at home', fr: 'Internet à domicile', nl: 'Internet thuis', de: 'Internet zu Hause' },
    definition: {
      en: 'Share of households with broadband access.',
      fr: 'Part des ménages ayant un accès à large bande.',
      nl: 'Aandeel van de huishoudens met breedbandtoegang.',
      de: 'Anteil der Haushalte mit Breitbandzugang.',
    },
    actionArea: 'PEOPLE',
    unit: '%',
    frameworks: ['U4SSC (household internet access)', 'ISO 37122 (telecommunication)'],
    direction: 'UP',
    target: null,
    region: ofSeries('eurostat:internet-at-home'),
  },
  {
    id: 'online-public-services',
    title: {
      en: 'Use of public services online',
      fr: 'Usage des services publics en ligne',
      nl: 'Gebruik van onlineoverheidsdiensten',
      de: 'Nutzung öffentlicher Dienste im Netz',
    },
    definition: {
      en: 'Share of people who dealt with a public authority through the internet within a year.',
      fr: "Part des personnes ayant eu affaire à une autorité publique par l'internet en un an.",
      nl: 'Aandeel van de mensen die binnen een jaar via het internet met een overheid te doen hadden.',
      de: 'Anteil der Menschen, die binnen eines Jahres über das Internet mit einer Behörde zu tun hatten.',
    },
    actionArea: 'PEOPLE',
    unit: '%',
    frameworks: ['Smart City Wheel (online services)'],
    direction: 'UP',
    target: null,
    region: ofSeries('eurostat:online-public-services'),
  },
];
