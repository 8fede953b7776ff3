/** A node of JSON-LD 1.1: terms and their values. */
export type Node = Readonly<Record<string, unknown>>;

const TEXT = { '@container': '@language' };
const IRI = { '@type': '@id' };

/**
 * The vocabularies that the catalogue uses, and how their values are written: texts by language, addresses as plain
 * strings. It stands in the document itself, so that nobody has to fetch anything to read it.
 */
export const CONTEXT = {
  adms: 'http://www.w3.org/ns/adms#',
  dcat: 'http://www.w3.org/ns/dcat#',
  dcatap: 'http://data.europa.eu/r5r/',
  dct: 'http://purl.org/dc/terms/',
  foaf: 'http://xmlns.com/foaf/0.1/',
  odrs: 'http://schema.theodi.org/odrs#',
  rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
  vcard: 'http://www.w3.org/2006/vcard/ns#',
  'dct:title': TEXT,
  'dct:description': TEXT,
  'foaf:name': TEXT,
  'rdfs:label': TEXT,
  'adms:status': IRI,
  'dcat:accessService': IRI,
  'dcat:accessURL': IRI,
  'dcat:endpointDescription': IRI,
  'dcat:endpointURL': IRI,
  'dcat:mediaType': IRI,
  'dcat:servesDataset': IRI,
  'dcat:theme': IRI,
  'dcat:themeTaxonomy': IRI,
  'dcatap:applicableLegislation': IRI,
  'dcatap:hvdCategory': IRI,
  'dct:accessRights': IRI,
  'dct:accrualPeriodicity': IRI,
  'dct:conformsTo': IRI,
  'dct:format': IRI,
  'dct:license': IRI,
  'dct:spatial': IRI,
  'foaf:homepage': IRI,
  'vcard:hasEmail': IRI,
  'vcard:hasURL': IRI,
} as const;

/** An entry of an authority table of the EU's Publications Office; null without a code, or with none that it could be. */
export function authority(table: string, code: string | null): string | null {
  return code && /^\w+$/.test(code) ? `http://publications.europa.eu/resource/authority/${table}/${code}` : null;
}

export const DATA_THEMES = 'http://publications.europa.eu/resource/authority/data-theme';
/** Everybody may have it, if need be with a key that everybody can get. */
export const PUBLIC = authority('access-right', 'PUBLIC');
/** The Brussels-Capital Region in the nomenclature of territorial units for statistics (NUTS 2). */
export const REGION = 'http://data.europa.eu/nuts/code/BE10';
/** Implementing Regulation (EU) 2023/138, which says what high-value datasets are. */
export const HVD_REGULATION = 'http://data.europa.eu/eli/reg_impl/2023/138/oj';
export const GRAPHQL = 'https://spec.graphql.org/';

/** The categories of high-value datasets by the names that `Dataset.highValue` has for them. */
const HVD_CATEGORIES = new Map([
  ['COMPANIES', 'c_a9135398'],
  ['EARTH_OBSERVATION_AND_ENVIRONMENT', 'c_dd313021'],
  ['GEOSPATIAL', 'c_ac64a52d'],
  ['METEOROLOGICAL', 'c_164e0bf5'],
  ['MOBILITY', 'c_b79e35eb'],
  ['STATISTICS', 'c_e1da4e07'],
]);

/** The address of a category; null for none, and for one that is not known here. */
export function hvdCategory(name: string | null): string | null {
  const code = HVD_CATEGORIES.get(name ?? '');
  return code ? `http://data.europa.eu/bna/${code}` : null;
}

const format = (code: string, mediaType: string): Node => ({
  'dct:format': authority('file-type', code),
  'dcat:mediaType': `http://www.iana.org/assignments/media-types/${mediaType}`,
});
export const JSON_FORMAT = format('JSON', 'application/json');

/** What is sent in a wire standard, as far as its name tells. */
const FORMATS: readonly (readonly [standard: RegExp, format: Node])[] = [
  [/GeoJSON|OGC API Features/, format('GEOJSON', 'application/geo+json')],
  [/^GTFS Schedule/, format('ZIP', 'application/zip')],
  [/JSON|^(GBFS|GraphQL|HAL|OpenDataSoft)\b/, JSON_FORMAT],
];

/** Format and media type of what a wire standard sends; nothing where its name does not tell. */
export function formatOf(standard: string): Node {
  return FORMATS.find(([pattern]) => pattern.test(standard))?.[1] ?? {};
}

/** A text as an address; null for what is none, which would not be RDF. */
export function iri(text: string | null): string | null {
  return text && /^https?:\/\/[^\s<>"{}|\\^`]+$/.test(text) ? text : null;
}

/** A node without the terms that have no value. */
export function node(type: string, id: string | null, terms: Node): Node {
  const known = Object.entries(terms).filter(([, value]) => value !== null && value !== undefined);
  return { ...(id ? { '@id': id } : {}), '@type': type, ...Object.fromEntries(known) };
}
