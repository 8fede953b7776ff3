import type { Labels, View } from '../../../../kernel/connectors/bestat/bestat.ts';
import { type Setting, setting } from '../../../../kernel/env.ts';
import type { LocalizedText } from '../../../../kernel/text.ts';

/** A figure of Statbel: the saved view that tells it, and the labels of its columns there. */
export interface StatbelSeries {
  /** The view's uuid: a saved view can disappear, and another one can take its place without a change here. */
  readonly view: Setting;
  readonly columns: Omit<View, 'uuid'>;
  readonly title: LocalizedText;
  /** UCUM code; index points have none but `1`. */
  readonly unit: string;
}

const YEAR: Labels = ['Jaar'];
const MONTH: Labels = ['Maand'];

/** The figures we read, by id. Each view is asked in the language in which its labels are known. */
export const SERIES: ReadonlyMap<string, StatbelSeries> = new Map<string, StatbelSeries>([
  [
    'statbel:consumer-price-index',
    {
      view: setting('STATBEL_CONSUMER_PRICE_INDEX_VIEW', '876acb9d-4eae-408e-93d9-88eae4ad1eaf'),
      columns: {
        language: 'nl',
        time: { year: YEAR, month: MONTH },
        // The second one is how a view really spells it.
        value: ['Consumptieprijsindex', 'Cosumtieprijsindex', 'Index'],
      },
      title: {
        en: 'Consumer price index',
        fr: 'Indice des prix à la consommation',
        nl: 'Consumptieprijsindex',
        de: 'Verbraucherpreisindex',
      },
      unit: '1',
    },
  ],
  [
    'statbel:health-index',
    {
      view: setting('STATBEL_HEALTH_INDEX_VIEW', 'd9a303dc-d393-4686-8fe2-234e03a857b8'),
      columns: {
        language: 'nl',
        time: { year: YEAR, month: MONTH },
        value: ['Gezondheidsindex', 'Index'],
      },
      title: { en: 'Health index', fr: 'Indice santé', nl: 'Gezondheidsindex', de: 'Gesundheitsindex' },
      unit: '1',
    },
  ],
  [
    'statbel:maximum-price-heating-oil',
    {
      view: setting('STATBEL_FUEL_PRICES_VIEW', '665e2960-bf86-4d64-b4a8-90f2d30ea892'),
      columns: {
        language: 'en',
        time: { day: ['Date', 'Day'] },
        only: { category: ['Product'], text: 'Heating gasoil 50S (<2000L) (€/L)' },
        value: ['Price incl. VAT', 'Price incl. VAT (€)', 'Price'],
      },
      title: {
        en: 'Maximum price of heating oil, less than 2,000 litres',
        fr: 'Prix maximum du mazout de chauffage, moins de 2.000 litres',
        nl: 'Maximumprijs van stookolie, minder dan 2.000 liter',
        de: 'Höchstpreis für Heizöl, weniger als 2.000 Liter',
      },
      unit: 'EUR/L',
    },
  ],
]);
