import { coverage } from '../../kernel/geography/coverage.ts';
import { density } from '../../kernel/indicator-kinds.ts';
import type { Indicator } from '../../kernel/indicators.ts';
import { ofSeries } from '../../kernel/statistics.ts';
import { sources } from './__generated__/sources.ts';
import type { Loaders } from './loaders.ts';

/** The indicators of the economy; statistical offices tell most of them for the region alone. */
export const indicators: readonly Indicator<Loaders>[] = [
  {
    id: 'gdp-per-resident',
    title: {
      en: 'Gross domestic product per inhabitant',
      fr: 'Produit intérieur brut par habitant',
      nl: 'Bruto binnenlands product per inwoner',
      de: 'Bruttoinlandsprodukt je Einwohner',
    },
    definition: {
      en: 'What is produced in the region in a year, per inhabitant. Many who produce it live outside.',
      fr: 'Ce qui est produit dans la Région en une année, par habitant. Beaucoup de ceux qui le produisent habitent ailleurs.',
      nl: 'Wat in een jaar in het Gewest wordt geproduceerd, per inwoner. Velen die het produceren, wonen elders.',
      de: 'Was in der Region in einem Jahr erzeugt wird, je Einwohner. Viele, die es erzeugen, wohnen außerhalb.',
    },
    actionArea: 'ECONOMY',
    unit: 'EUR',
    frameworks: ['U4SSC (productivity)', 'Smart City Wheel (productivity)'],
    direction: 'UP',
    target: null,
    region: ofSeries('eurostat:nama_10r_2gdp'),
  },
  {
    id: 'unemployment-rate',
    title: { en: 'Unemployment rate', fr: 'Taux de chômage', nl: 'Werkloosheidsgraad', de: 'Arbeitslosenquote' },
    definition: {
      en: 'Share of those who work or look for work, aged 15 to 74, that have none.',
      fr: 'Part de la population active de 15 à 74 ans qui est sans emploi.',
      nl: 'Aandeel van de beroepsbevolking van 15 tot 74 jaar zonder werk.',
      de: 'Anteil der Erwerbspersonen von 15 bis 74 Jahren ohne Arbeit.',
    },
    actionArea: 'ECONOMY',
    unit: '%',
    frameworks: ['ISO 37120 (economy)', 'U4SSC (employment)'],
    direction: 'DOWN',
    target: null,
    region: ofSeries('eurostat:lfst_r_lfu3rt'),
  },
  {
    id: 'disposable-income',
    title: {
      en: 'Disposable income per resident',
      fr: 'Revenu disponible par habitant',
      nl: 'Beschikbaar inkomen per inwoner',
      de: 'Verfügbares Einkommen je Einwohner',
    },
    definition: {
      en: 'What households have left in a year after taxes and benefits, per resident.',
      fr: 'Ce qui reste aux ménages en une année après impôts et allocations, par habitant.',
      nl: 'Wat huishoudens in een jaar overhouden na belastingen en uitkeringen, per inwoner.',
      de: 'Was Haushalten in einem Jahr nach Steuern und Leistungen bleibt, je Einwohner.',
    },
    actionArea: 'ECONOMY',
    unit: 'EUR',
    frameworks: ['IBSA (household income)'],
    direction: 'UP',
    target: null,
    region: ofSeries('nbb:disposable-income-per-resident'),
  },
  {
    id: 'research-expenditure',
    title: {
      en: 'Expenditure on research and development',
      fr: 'Dépenses de recherche et développement',
      nl: 'Uitgaven voor onderzoek en ontwikkeling',
      de: 'Ausgaben für Forschung und Entwicklung',
    },
    definition: {
      en: 'What is spent in the region on research and development in a year, as a share of its gross domestic product.',
      fr: 'Ce qui est dépensé dans la Région pour la recherche et le développement en une année, en part de son produit intérieur brut.',
      nl: 'Wat in een jaar in het Gewest wordt uitgegeven aan onderzoek en ontwikkeling, als deel van zijn bruto binnenlands product.',
      de: 'Was in der Region in einem Jahr für Forschung und Entwicklung ausgegeben wird, als Anteil an ihrem Bruttoinlandsprodukt.',
    },
    actionArea: 'ECONOMY',
    unit: '%',
    frameworks: ['U4SSC (innovation)', 'Smart City Wheel (innovation)'],
    direction: 'UP',
    target: {
      value: 3,
      year: null,
      setBy: 'Council Recommendation (EU) 2021/2122 on a Pact for Research and Innovation, for the Union as a whole',
    },
    region: ofSeries('eurostat:rd_e_gerdreg'),
  },
  {
    id: 'places-to-go-to',
    title: { en: 'Places to go to', fr: 'Lieux de sortie', nl: 'Uitgaansplaatsen', de: 'Ausflugsziele' },
    definition: {
      en: 'Museums, halls, theatres, markets and other places for visitors, per square kilometre; only the City of Brussels lists its own, so that the value for the region is that of the City, and other municipalities have none.',
      fr: "Musées, salles, théâtres, marchés et autres lieux pour visiteurs, par kilomètre carré ; seule la Ville de Bruxelles recense les siens : la valeur de la Région est celle de la Ville, et les autres communes n'en ont pas.",
      nl: 'Musea, zalen, theaters, markten en andere plaatsen voor bezoekers, per vierkante kilometer; alleen de Stad Brussel lijst de hare op: de waarde van het Gewest is die van de Stad, en andere gemeenten hebben er geen.',
      de: 'Museen, Säle, Theater, Märkte und andere Orte für Besucher, je Quadratkilometer; nur die Stadt Brüssel führt ihre auf: der Wert der Region ist der der Stadt, und andere Gemeinden haben keinen.',
    },
    actionArea: 'ECONOMY',
    unit: '{place}/km2',
    frameworks: ['IBSA (tourism and culture)', 'Smart City Wheel (economy)'],
    direction: 'UP',
    target: null,
    ...density<Loaders>(({ venues }) => venues, { covers: coverage(sources, 'venues') }),
  },
];
