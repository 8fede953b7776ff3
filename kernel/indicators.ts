import { SourceError } from './errors.ts';
import type { ProvenanceModel } from './provenance.ts';
import { datasetsOf, during, include, noReads } from './reads.ts';
import { isShareAlike } from './source.ts';
import type { LocalizedText } from './text.ts';
import { type Clock, checkAsOf } from './time.ts';

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
  /** A year, month, day, or hour in UTC, as ISO 8601 writes it: `2024`, `2026-03-01T08Z`; null for one of now. */
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

/** What figures are computed with: a part of a subgraph's context. */
interface Means<Loaders> {
  readonly loaders: Loaders;
  /** Failures of sources that left a part of what was asked. */
  readonly outages: readonly Error[];
  readonly now: Clock;
}

/** What is asked of a domain's indicators. */
interface Asked {
  /** Of a municipality: only what is computed per municipality; null for the region. */
  readonly nisCode: string | null;
  readonly asOf?: Date | null | undefined;
}

/**
 * Computes the indicators of a domain side by side. In the place of one that fails is its failure: BAD_USER_INPUT for a
 * moment that is still to come, and the outage where only a part of its sources answered, as a figure of the others
 * would be a wrong one.
 */
export function figuresOf<Loaders>(
  indicators: readonly Indicator<Loaders>[],
  { nisCode, asOf }: Asked,
  means: Means<Loaders>,
): Promise<readonly (IndicatorFigure | Error)[]> {
  const figures = indicators.flatMap((indicator) => {
    const { region, municipality } = indicator;
    const compute: typeof region =
      nisCode === null ? region : municipality && ((loaders, at) => municipality(loaders, nisCode, at));
    if (!compute) return [];
    const computed = wholly(means.outages, async () => compute(means.loaders, checkAsOf(asOf, means.now())));
    const named = computed.then((figure) => figureOf(indicator, nisCode ?? REGION, figure));
    return [named.catch((error: unknown) => (error instanceof Error ? error : new Error(String(error))))];
  });
  return Promise.all(figures);
}

/** What a resolver is given of a caller's `asOf`. */
type Moment = Pick<Asked, 'asOf'>;

/** Resolves the indicators of a domain for the region. */
export const ofRegion =
  <Loaders>(indicators: readonly Indicator<Loaders>[]) =>
  (_: unknown, { asOf }: Moment, means: Means<Loaders>) =>
    figuresOf(indicators, { nisCode: null, asOf }, means);

/** Resolves the indicators of a domain for a municipality. */
export const ofMunicipality =
  <Loaders>(indicators: readonly Indicator<Loaders>[]) =>
  ({ nisCode }: { readonly nisCode: string }, { asOf }: Moment, means: Means<Loaders>) =>
    figuresOf(indicators, { nisCode, asOf }, means);

/**
 * Reads something as a whole.
 * @throws {Error} the outage of a dataset of which it got only a part.
 */
async function wholly<T>(outages: readonly Error[], read: () => Promise<T>): Promise<T> {
  const reads = noReads();
  include(reads);
  const value = await during(reads, read);
  const datasets = datasetsOf(reads);
  const missing = outages.find(
    (outage) => outage instanceof SourceError && datasets.has(String(outage.extensions.dataset)),
  );
  if (missing) throw missing;
  return value;
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
