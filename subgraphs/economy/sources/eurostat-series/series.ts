import type { EurostatSeries } from '../../../../kernel/administrations/eurostat.ts';

/** The figures we read, by id. Each dataset's dimensions besides area and time are filtered to one category. */
export const SERIES: ReadonlyMap<string, EurostatSeries> = new Map([
  [
    'eurostat:ilc_li41',
    {
      dataset: 'ilc_li41',
      title: {
        en: 'At-risk-of-poverty rate',
        fr: 'Taux de risque de pauvreté',
        nl: 'Armoederisicopercentage',
        de: 'Armutsgefährdungsquote',
      },
      unit: '%',
      filters: { unit: 'PC' },
    },
  ],
  [
    'eurostat:isoc_r_broad_h',
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
    'eurostat:lfst_r_lfu3rt',
    {
      dataset: 'lfst_r_lfu3rt',
      title: { en: 'Unemployment rate', fr: 'Taux de chômage', nl: 'Werkloosheidsgraad', de: 'Arbeitslosenquote' },
      unit: '%',
      filters: { unit: 'PC', sex: 'T', age: 'Y15-74', isced11: 'TOTAL' },
    },
  ],
  [
    'eurostat:nama_10r_2gdp',
    {
      dataset: 'nama_10r_2gdp',
      title: {
        en: 'Gross domestic product per inhabitant',
        fr: 'Produit intérieur brut par habitant',
        nl: 'Bruto binnenlands product per inwoner',
        de: 'Bruttoinlandsprodukt je Einwohner',
      },
      unit: 'EUR',
      filters: { unit: 'EUR_HAB' },
    },
  ],
]);
