import { coverage } from '../../kernel/geography/coverage.ts';
import { density } from '../../kernel/indicator-kinds.ts';
import type { Indicator } from '../../kernel/indicators.ts';
import { ofSeries } from '../../kernel/statistics.ts';
import { sources } from './__generated__/sources.ts';
import type { Loaders } from './loaders.ts';

/** The indicators of living. */
export const indicators: readonly Indicator<Loaders>[] = [
  {
    id: 'poverty-risk',
    title: {
      en: 'At risk of poverty',
      fr: 'Risque de pauvreté',
      nl: 'Armoederisico',
      de: 'Armutsgefährdung',
    },
    definition: {
      en: 'Share of people whose income is below 60 % of the national median.',
      fr: 'Part des personnes dont le revenu est inférieur à 60 % de la médiane nationale.',
      nl: 'Aandeel van de mensen met een inkomen onder 60 % van de nationale mediaan.',
      de: 'Anteil der Menschen mit einem Einkommen unter 60 % des nationalen Medians.',
    },
    actionArea: 'LIVING',
    unit: '%',
    frameworks: ['ISO 37120 (economy)', 'U4SSC (social inclusion)'],
    direction: 'DOWN',
    target: null,
    region: ofSeries('eurostat:poverty-risk'),
  },
  {
    id: 'poverty-or-exclusion',
    title: {
      en: 'At risk of poverty or social exclusion',
      fr: "Risque de pauvreté ou d'exclusion sociale",
      nl: 'Risico op armoede of sociale uitsluiting',
      de: 'Von Armut oder Ausgrenzung bedroht',
    },
    definition: {
      en: 'Share of people at risk of poverty, severely deprived, or in a household with hardly any work.',
      fr: 'Part des personnes à risque de pauvreté, en privation sévère ou vivant dans un ménage presque sans emploi.',
      nl: 'Aandeel van de mensen met armoederisico, ernstige deprivatie of in een huishouden met nauwelijks werk.',
      de: 'Anteil der Menschen mit Armutsrisiko, erheblicher Entbehrung oder in einem Haushalt fast ohne Arbeit.',
    },
    actionArea: 'LIVING',
    unit: '%',
    frameworks: ['U4SSC (social inclusion)', 'IBSA (poverty)'],
    direction: 'DOWN',
    target: null,
    region: ofSeries('eurostat:poverty-or-exclusion'),
  },
  {
    id: 'income-per-inhabitant',
    title: {
      en: 'Taxable income per inhabitant',
      fr: 'Revenu imposable par habitant',
      nl: 'Belastbaar inkomen per inwoner',
      de: 'Zu versteuerndes Einkommen je Einwohner',
    },
    definition: {
      en: 'Mean net taxable income per inhabitant in a year.',
      fr: 'Revenu net imposable moyen par habitant en une année.',
      nl: 'Gemiddeld netto belastbaar inkomen per inwoner in een jaar.',
      de: 'Mittleres zu versteuerndes Nettoeinkommen je Einwohner in einem Jahr.',
    },
    actionArea: 'LIVING',
    unit: 'EUR',
    frameworks: ['IBSA (income)'],
    direction: 'UP',
    target: null,
    municipality: async (loaders, nisCode, asOf) => {
      const income = await loaders.income(nisCode, asOf);
      return {
        value: income?.euros ?? null,
        period: income ? String(income.year) : null,
        quality: 'VALIDATED',
        inputs: income ? [income.provenance] : [],
      };
    },
  },
  {
    id: 'cultural-venues',
    title: { en: 'Stages', fr: 'Scènes', nl: 'Podia', de: 'Bühnen' },
    definition: {
      en: 'Theatres and other stages per square kilometre; only the City of Brussels publishes its own, so that the value for the region is that of the City, and other municipalities have none.',
      fr: "Théâtres et autres scènes par kilomètre carré ; seule la Ville de Bruxelles publie les siens : la valeur de la Région est celle de la Ville, et les autres communes n'en ont pas.",
      nl: 'Theaters en andere podia per vierkante kilometer; alleen de Stad Brussel publiceert de hare: de waarde van het Gewest is die van de Stad, en andere gemeenten hebben er geen.',
      de: 'Theater und andere Bühnen je Quadratkilometer; nur die Stadt Brüssel veröffentlicht ihre: der Wert der Region ist der der Stadt, und andere Gemeinden haben keinen.',
    },
    actionArea: 'LIVING',
    unit: '{stage}/km2',
    frameworks: ['U4SSC (cultural infrastructure)'],
    direction: 'UP',
    target: null,
    ...density<Loaders>(({ stages }) => stages, { covers: coverage(sources, 'stages') }),
  },
  {
    id: 'speed-cameras',
    title: { en: 'Speed cameras', fr: 'Radars fixes', nl: 'Flitspalen', de: 'Feste Blitzer' },
    definition: {
      en: 'Fixed speed cameras per square kilometre.',
      fr: 'Radars fixes par kilomètre carré.',
      nl: 'Flitspalen per vierkante kilometer.',
      de: 'Feste Geschwindigkeitskameras je Quadratkilometer.',
    },
    actionArea: 'LIVING',
    unit: '{camera}/km2',
    frameworks: ['Smart City Wheel (safety)'],
    direction: 'NEITHER',
    target: null,
    ...density<Loaders>(({ speedCameras }) => speedCameras),
  },
];
