import type { EurostatSeries } from '../../../../kernel/administrations/eurostat.ts';

const INHABITANTS = { dataset: 'demo_r_pjanaggr3', unit: '{inhabitant}' };
const counted = (age: string) => ({ unit: 'NR', sex: 'T', age });

/** The figures we read, by id. Each dataset's dimensions besides area and time are filtered to one category. */
export const SERIES: ReadonlyMap<string, EurostatSeries> = new Map<string, EurostatSeries>([
  [
    'eurostat:population',
    {
      ...INHABITANTS,
      title: { en: 'Inhabitants', fr: 'Habitants', nl: 'Inwoners', de: 'Einwohner' },
      filters: counted('TOTAL'),
    },
  ],
  [
    'eurostat:population-under-15',
    {
      ...INHABITANTS,
      title: {
        en: 'Inhabitants under 15',
        fr: 'Habitants de moins de 15 ans',
        nl: 'Inwoners jonger dan 15',
        de: 'Einwohner unter 15',
      },
      filters: counted('Y_LT15'),
    },
  ],
  [
    'eurostat:population-from-65',
    {
      ...INHABITANTS,
      title: {
        en: 'Inhabitants of 65 and older',
        fr: 'Habitants de 65 ans et plus',
        nl: 'Inwoners van 65 en ouder',
        de: 'Einwohner ab 65',
      },
      filters: counted('Y_GE65'),
    },
  ],
  [
    'eurostat:tertiary-attainment',
    {
      dataset: 'edat_lfse_04',
      title: {
        en: 'People aged 25 to 64 with higher education',
        fr: "Personnes de 25 à 64 ans diplômées de l'enseignement supérieur",
        nl: 'Mensen van 25 tot 64 met een diploma hoger onderwijs',
        de: 'Menschen von 25 bis 64 mit Hochschulabschluss',
      },
      unit: '%',
      filters: { unit: 'PC', sex: 'T', age: 'Y25-64', isced11: 'ED5-8' },
    },
  ],
  [
    'eurostat:internet-at-home',
    {
      dataset: 'isoc_r_broad_h',
      title: {
        en: 'Households with broadband access',
        fr: 'Ménages ayant un accès à large bande',
        nl: 'Huishoudens met breedbandtoegang',
        de: 'Haushalte mit Breitbandzugang',
      },
      unit: '%',
      filters: { unit: 'PC_HH' },
    },
  ],
  [
    'eurostat:online-public-services',
    {
      dataset: 'isoc_r_gov_i',
      title: {
        en: 'People who dealt with public authorities online',
        fr: 'Personnes ayant eu affaire aux autorités publiques en ligne',
        nl: 'Mensen die online met de overheid te doen hadden',
        de: 'Menschen, die im Netz mit Behörden zu tun hatten',
      },
      unit: '%',
      filters: { unit: 'PC_IND', indic_is: 'I_IUGOV12' },
    },
  ],
]);
