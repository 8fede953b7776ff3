import { useReading } from './language.tsx';

const ZONE = 'Europe/Brussels';

/** Numbers and times as the reader's language writes them, in Brussels time. */
export interface Format {
  readonly number: (value: number, digits?: number) => string;
  /** `14:05` */
  readonly time: (instant: string | Date) => string;
  /** `27 Nov, 14:05`; with its year where that is another. */
  readonly moment: (instant: string | Date) => string;
  /** `27 November 2026` */
  readonly day: (instant: string | Date) => string;
  readonly percent: (share: number) => string;
  /** Seconds as a span in words, such as `5 minutes`. */
  readonly span: (seconds: number) => string;
  /** A UCUM unit as people write it. */
  readonly unit: (ucum: string) => string;
  readonly list: (parts: readonly string[]) => string;
}

const SPANS: readonly [seconds: number, unit: string][] = [
  [86_400, 'day'],
  [3_600, 'hour'],
  [60, 'minute'],
  [1, 'second'],
];

export function useFormat(): Format {
  const { locale, messages } = useReading();
  const date = (options: Intl.DateTimeFormatOptions) => (instant: string | Date) =>
    new Intl.DateTimeFormat(locale, { timeZone: ZONE, ...options }).format(new Date(instant));
  const time = date({ hour: '2-digit', minute: '2-digit' });
  const short = date({ day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });
  const long = date({ day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' });
  return {
    number: (value, digits = 1) => new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(value),
    time,
    moment: (instant) => (new Date(instant).getFullYear() === new Date().getFullYear() ? short : long)(instant),
    day: date({ day: 'numeric', month: 'long', year: 'numeric' }),
    percent: (share) => new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }).format(share),
    span: (seconds) => {
      const [size, unit] = SPANS.find(([length]) => seconds >= length) ?? [1, 'second'];
      return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(
        Math.round(seconds / size),
      );
    },
    unit: (ucum) => unitText(ucum, messages.units),
    list: (parts) => new Intl.ListFormat(locale, { type: 'conjunction' }).format(parts),
  };
}

/** `ug/m3` as `µg/m³`, `{tree}/km2` as `trees/km²`: what stands in braces is an annotation, which the messages name. */
export function unitText(ucum: string, names: Readonly<Record<string, string>>): string {
  if (ucum === '1') return '';
  return ucum
    .replaceAll(/\{(\w+)\}/g, (_, name: string) => names[name] ?? name)
    .replace(/^ug\b/, 'µg')
    .replace(/^h$/, names.hour ?? 'h')
    .replace(/^EUR$/, '€')
    .replaceAll(/m([23])\b/g, (_, power: string) => `m${power === '2' ? '²' : '³'}`);
}
