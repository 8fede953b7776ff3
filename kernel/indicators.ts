import type { ProvenanceModel } from './provenance.ts';
import { isShareAlike } from './source.ts';
import type { LocalizedText } from './text.ts';

/** What an indicator counts; the record behind GraphQL's `Indicator`. */
export interface IndicatorDefinition {
  /** In kebab case. */
  readonly id: string;
  readonly title: LocalizedText;
  readonly definition: LocalizedText;
  readonly actionArea: 'ECONOMY' | 'GOVERNANCE' | 'ENVIRONMENT' | 'MOBILITY' | 'PEOPLE' | 'LIVING';
  /** UCUM code. */
  readonly unit: string;
  /** Such as `ISO 37120 (transportation)`. Numbers of a paid standard are not repeated. */
  readonly frameworks: readonly string[];
  readonly direction: 'UP' | 'DOWN' | 'NEITHER';
  readonly target: { readonly value: number; readonly year: number | null; readonly setBy: string } | null;
  readonly perMunicipality: boolean;
}

/** What was computed, or read. */
export interface Figure {
  /** Null when nothing that it is computed from is there. */
  readonly value: number | null;
  /** Such as `2024`; null for one of now. */
  readonly period?: string | null;
  /** How many things were counted. */
  readonly sampleSize?: number | null;
  /** Default DERIVED. */
  readonly quality?: 'VALIDATED' | 'UNVALIDATED' | 'DERIVED';
  readonly inputs: readonly ProvenanceModel[];
}

/** An indicator with its value in an area; the record behind GraphQL's `IndicatorValue`. */
export interface IndicatorFigure extends Required<Figure> {
  readonly indicator: IndicatorDefinition;
  /** NIS code, or the region's NUTS code. */
  readonly area: string;
}

/** NUTS code of the region. */
export const REGION = 'BE10';

/** How a domain computes an indicator from what its loaders know. */
export interface Indicator<Loaders> extends Omit<IndicatorDefinition, 'perMunicipality'> {
  /** For the whole region; with `asOf` in the period that a moment lies in. Absent where municipalities do not add up. */
  readonly region?: (loaders: Loaders, asOf: Date | null) => Promise<Figure>;
  /** For a municipality; absent where the sources do not allow it. */
  readonly municipality?: (loaders: Loaders, nisCode: string, asOf: Date | null) => Promise<Figure>;
}

/** What is said of an indicator, without how it is computed. */
export function definitionOf(indicator: Indicator<never>): IndicatorDefinition {
  const { region: _, municipality, ...definition } = indicator;
  return { ...definition, perMunicipality: municipality !== undefined };
}

/**
 * Computes the indicators of a domain side by side. One that fails leaves its failure in its own place.
 * @param nisCode Of a municipality: only what is computed per municipality; null for the region.
 */
export function figuresOf<Loaders>(
  indicators: readonly Indicator<Loaders>[],
  {
    loaders,
    nisCode,
    asOf,
  }: { readonly loaders: Loaders; readonly nisCode: string | null; readonly asOf: Date | null },
): Promise<readonly (IndicatorFigure | Error)[]> {
  const computed = indicators.flatMap((indicator) => {
    const { region, municipality } = indicator;
    const compute = nisCode === null ? region?.(loaders, asOf) : municipality?.(loaders, nisCode, asOf);
    if (!compute) return [];
    const named = compute.then((figure) => figureOf(indicator, nisCode ?? REGION, figure));
    return [named.catch((error: unknown) => (error instanceof Error ? error : new Error(String(error))))];
  });
  return Promise.all(computed);
}

function figureOf(indicator: Indicator<never>, area: string, figure: Figure): IndicatorFigure {
  // The share-alike terms of one input would bind the whole figure.
  const bound = figure.inputs.find(({ source }) => isShareAlike(source.licence));
  if (bound) throw new TypeError(`${bound.source.id} is share-alike and must not go into ${indicator.id}`);
  const value = figure.value !== null && Number.isFinite(figure.value) ? figure.value : null;
  return {
    period: null,
    sampleSize: null,
    quality: 'DERIVED',
    ...figure,
    value,
    inputs: distinct(figure.inputs),
    indicator: definitionOf(indicator),
    area,
  };
}

/** One for each dataset: the one that was observed first, since a figure is as old as the oldest value in it. */
function distinct(inputs: readonly ProvenanceModel[]): readonly ProvenanceModel[] {
  const time = ({ observedAt }: ProvenanceModel): number => observedAt?.getTime() ?? Number.POSITIVE_INFINITY;
  return [...Map.groupBy(inputs, ({ source }) => source.id).values()].flatMap(
    (same) => same.toSorted((a, b) => time(a) - time(b))[0] ?? [],
  );
}

/** A share in percent, to a tenth; null of nothing. */
export function percent(part: number, whole: number): number | null {
  return whole > 0 ? Math.round((part / whole) * 1_000) / 10 : null;
}
