import type { LocalizedText } from '../../../../kernel/text.ts';

/** A figure of NBB.Stat: its dataflow, and the key that names one series of it. */
export interface NbbSeries {
  readonly flow: string;
  readonly key: string;
  readonly title: LocalizedText;
  readonly unit: string;
}

/** The figures we read, by id. In keys, `100` is the Brussels-Capital Region and an empty place any value. */
export const SERIES: ReadonlyMap<string, NbbSeries> = new Map([
  [
    'nbb:disposable-income-per-resident',
    {
      flow: 'BE2,DF_REGHHINC,1.0',
      key: 'A.B6NCAP.100.',
      title: {
        en: 'Disposable income per resident',
        fr: 'Revenu disponible par habitant',
        nl: 'Beschikbaar inkomen per inwoner',
        de: 'Verfügbares Einkommen je Einwohner',
      },
      unit: 'EUR',
    },
  ],
  [
    'nbb:gdp-per-resident',
    {
      flow: 'BE2,DF_REGACA10,1.0',
      key: 'A.B1QCAP.100...',
      title: {
        en: 'Gross domestic product per resident',
        fr: 'Produit intérieur brut par habitant',
        nl: 'Bruto binnenlands product per inwoner',
        de: 'Bruttoinlandsprodukt je Einwohner',
      },
      unit: 'EUR',
    },
  ],
]);
