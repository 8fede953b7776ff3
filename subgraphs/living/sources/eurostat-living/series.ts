import type { EurostatSeries } from '../../../../kernel/administrations/eurostat.ts';

/** The figures we read, by id. Each dataset's dimensions besides area and time are filtered to one category. */
export const SERIES: ReadonlyMap<string, EurostatSeries> = new Map<string, EurostatSeries>([
  [
    'eurostat:poverty-risk',
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
    'eurostat:poverty-or-exclusion',
    {
      dataset: 'ilc_peps11n',
      title: {
        en: 'People at risk of poverty or social exclusion',
        fr: "Personnes à risque de pauvreté ou d'exclusion sociale",
        nl: 'Mensen met een risico op armoede of sociale uitsluiting',
        de: 'Von Armut oder sozialer Ausgrenzung bedrohte Menschen',
      },
      unit: '%',
      filters: { unit: 'PC' },
    },
  ],
]);
