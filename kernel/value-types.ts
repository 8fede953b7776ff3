import { GraphQLScalarType } from 'graphql';
import { unknownId } from './errors.ts';
import type { GeoPoint } from './geography/coordinates.ts';
import { NIS_CODES } from './geography/municipalities.ts';
import { freshnessOf, freshUntil, type ProvenanceModel } from './provenance.ts';
import type { Administration, Source } from './source.ts';
import { type Language, type LocalizedText, localize } from './text.ts';
import type { Clock } from './time.ts';

/** The records behind the types of `value-types.graphql`; the code generator maps them. */
export interface MunicipalityModel {
  readonly nisCode: string;
}
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

const dateTime = new GraphQLScalarType<Date, string>({
  name: 'DateTime',
  specifiedByURL: 'https://scalars.graphql.org/andimarek/date-time.html',
  serialize(value) {
    if (value instanceof Date && !Number.isNaN(value.getTime())) return value.toISOString();
    throw new TypeError('DateTime cannot represent a value that is not a valid instant');
  },
});

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
    __resolveReference: ({ nisCode }: MunicipalityModel): MunicipalityModel => ({ nisCode }),
  },
  Query: {
    municipalities: (_: unknown, { nisCodes }: { nisCodes?: readonly string[] | null }) =>
      (nisCodes ?? NIS_CODES).map((nisCode) =>
        NIS_CODES.includes(nisCode) ? { nisCode } : unknownId('Municipality', nisCode),
      ),
  },
};
