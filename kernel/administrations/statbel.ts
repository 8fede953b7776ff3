import { type Labels, readYearlyView } from '../connectors/bestat/bestat.ts';
import { read, type Setting, setting } from '../env.ts';
import { NIS_CODES } from '../geography/municipalities.ts';
import type { Door } from '../http.ts';
import type { ProvenanceModel } from '../provenance.ts';
import type { Administration, Source } from '../source.ts';

export const statbel: Administration = {
  id: 'statbel',
  name: { en: 'Statbel', fr: 'Statbel', nl: 'Statbel', de: 'Statbel' },
  homepage: 'https://statbel.fgov.be',
};

/** What may be asked of be.STAT, all views together; no number is published. */
export const statbelQuota = setting('STATBEL_QUOTA', '120/60');

/** A figure of a municipality in a year. */
export interface MunicipalFigure {
  readonly nisCode: string;
  readonly year: number;
  readonly value: number;
  readonly provenance: ProvenanceModel;
}

/** A saved view with the columns `Refnis` and `Year`, and one for the figure. */
export interface MunicipalView {
  /** Holds the view's uuid. */
  readonly view: Setting;
  readonly value: Labels;
  /** The day of the year on which the figure is true, such as `01-01`. */
  readonly day: string;
}

/** Reads a figure of the region's municipalities in every year that is told; what is not told is left out. */
export async function readMunicipalFigures(
  door: Door,
  source: Source,
  { view, value: labels, day }: MunicipalView,
): Promise<readonly MunicipalFigure[]> {
  const { value, retrievedAt } = await readYearlyView(door, source, {
    uuid: read(view) ?? '',
    language: 'en',
    category: ['Refnis', 'NIS code', 'REFNIS'],
    year: ['Year'],
    value: labels,
  });
  return value.flatMap(({ category: nisCode, period, value }) => {
    if (value === null || !NIS_CODES.includes(nisCode)) return [];
    const provenance = { source, observedAt: new Date(`${period}-${day}T00:00:00Z`), retrievedAt };
    return [{ nisCode, year: Number(period), value, provenance }];
  });
}
