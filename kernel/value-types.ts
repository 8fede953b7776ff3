import { GraphQLScalarType, Kind } from 'graphql';
import { RequestError, unknownId } from './errors.ts';
import type { GeoPoint } from './geography/coordinates.ts';
import { NIS_CODES } from './geography/municipalities.ts';
import { checkPoint } from './geography/region.ts';
import type { IndicatorDefinition, IndicatorFigure } from './indicators.ts';
import { freshnessOf, freshUntil, type ProvenanceModel } from './provenance.ts';
import type { Administration, Source } from './source.ts';
import { type Language, type LocalizedText, localize } from './text.ts';
import { type Clock, fromRfc3339 } from './time.ts';

/** The records behind the types of `value-types.graphql`; the code generator maps them. */
export interface MunicipalityModel {
  readonly nisCode: string;
}
/** A point of the region, to five decimals. */
export type LocationModel = GeoPoint;
export interface PlaceSearchModel {
  readonly text: string;
}
export type IndicatorModel = IndicatorDefinition;
export type IndicatorValueModel = IndicatorFigure;
export type LocalizedTextModel = LocalizedText;
export type GeoPointModel = GeoPoint;
export type { ProvenanceModel };
export type DatasetModel = Source;
export type AdministrationModel = Administration;

export interface MeasurementModel {
  readonly value: number;
  /** UCUM code. */
  readonly unit: string;
  readonly quality: 'VALIDATED' | 'UNVALIDATED' | 'DERIVED';
  readonly provenance: ProvenanceModel;
}

/** What the resolvers below need of a subgraph's context. */
interface ReaderContext {
  readonly languages: readonly Language[];
  readonly now: Clock;
}

function toInstant(text: unknown): Date {
  const instant = typeof text === 'string' ? fromRfc3339(text) : null;
  if (instant) return instant;
  throw new RequestError(
    'BAD_USER_INPUT',
    'A DateTime is a moment that exists, written as RFC 3339, such as "2026-03-02T19:08:00Z".',
  );
}

const dateTime = new GraphQLScalarType<Date, string>({
  name: 'DateTime',
  specifiedByURL: 'https://scalars.graphql.org/andimarek/date-time.html',
  parseValue: toInstant,
  parseLiteral: (node) => toInstant(node.kind === Kind.STRING ? node.value : null),
  serialize(value) {
    if (value instanceof Date && !Number.isNaN(value.getTime())) return value.toISOString();
    throw new TypeError('DateTime cannot represent a value that is not a valid instant');
  },
});

/** The fewest and the most characters of a text that places are looked for by. */
const TEXT = { fewest: 2, most: 100 };

/** A key may come from a subgraph of somebody else: not every one is a text. */
function checkText(text: unknown): string {
  const trimmed = String(text).trim();
  if (trimmed.length >= TEXT.fewest && trimmed.length <= TEXT.most) return trimmed;
  throw new RequestError('BAD_USER_INPUT', `"text" must have ${TEXT.fewest} to ${TEXT.most} characters.`);
}

/** A point, or why it is none of the region's, for its place in a list. */
function pointOrError(at: GeoPoint): GeoPoint | Error {
  try {
    return checkPoint(at);
  } catch (error) {
    return error as Error;
  }
}

/** Resolvers of every type that all subgraphs share. */
export const valueTypeResolvers = {
  DateTime: dateTime,
  LocalizedText: {
    value: (text: LocalizedText, { lang }: { lang?: string | null }, { languages }: ReaderContext) =>
      localize(text, lang ? [lang.toLowerCase() as Language] : languages),
  },
  Measurement: {
    observedAt: ({ provenance }: MeasurementModel) => provenance.observedAt,
  },
  Provenance: {
    dataset: ({ source }: ProvenanceModel) => source,
    freshUntil,
    freshness: (provenance: ProvenanceModel, _: unknown, { now }: ReaderContext) => freshnessOf(provenance, now()),
  },
  Dataset: {
    publisher: ({ administration }: DatasetModel) => administration,
    licence: ({ licence }: DatasetModel) => licence.id,
    licenceUrl: ({ licence }: DatasetModel) => licence.url,
    attribution: ({ attribution }: DatasetModel) => attribution ?? null,
  },
  Municipality: {
    // With whatever else the gateway gives for it (`@requires`). The code may be one that somebody else's subgraph named.
    __resolveReference: (municipality: MunicipalityModel): MunicipalityModel | Error =>
      NIS_CODES.includes(municipality.nisCode) ? municipality : unknownId('Municipality', municipality.nisCode),
  },
  Location: {
    __resolveReference: ({ lat, lon }: LocationModel): LocationModel => checkPoint({ lat, lon }),
  },
  PlaceSearch: {
    __resolveReference: ({ text }: PlaceSearchModel): PlaceSearchModel => ({ text: checkText(text) }),
  },
  Query: {
    location: (_: unknown, { at }: { at: GeoPoint }) => checkPoint(at),
    locations: (_: unknown, { at }: { at: readonly GeoPoint[] }) => at.map(pointOrError),
    places: (_: unknown, { text }: PlaceSearchModel) => ({ text: checkText(text) }),
    municipalities: (_: unknown, { nisCodes }: { nisCodes?: readonly string[] | null }) =>
      (nisCodes ?? NIS_CODES).map((nisCode) =>
        NIS_CODES.includes(nisCode) ? { nisCode } : unknownId('Municipality', nisCode),
      ),
  },
};
