import type { EurostatSeries } from '../../../../kernel/administrations/eurostat.ts';

/** The figures we read, by id. Each dataset's dimensions besides area and time are filtered to one category. */
export const SERIES: ReadonlyMap<string, EurostatSeries> = new Map([
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
  [
    'eurostat:rd_e_gerdreg',
    {
      dataset: 'rd_e_gerdreg',
      title: {
        en: 'Expenditure on research and development',
        fr: 'Dépenses de recherche et développement',
        nl: 'Uitgaven voor onderzoek en ontwikkeling',
        de: 'Ausgaben für Forschung und Entwicklung',
      },
      unit: '%', // Of the gross domestic product.
      filters: { unit: 'PC_GDP', sectperf: 'TOTAL' },
    },
  ],
]);
