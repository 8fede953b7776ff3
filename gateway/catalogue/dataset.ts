import type { Dataset, Localized } from './question.ts';
import {
  authority,
  formatOf,
  HVD_REGULATION,
  hvdCategory,
  iri,
  JSON_FORMAT,
  type Node,
  node,
  REGION,
} from './terms.ts';

/** The addresses of the catalogue's own things: fragments of the catalogue's address, which stay as they are. */
export interface Addresses {
  /** The API's own address. */
  readonly base: string;
  /** Of a thing by its name, such as `villo-stations` or `villo-stations/api`. */
  of(...name: readonly string[]): string;
}

export function addressesBelow(base: string): Addresses {
  return { base, of: (...name) => `${base}/catalogue#${name.map(encodeURIComponent).join('/')}` };
}

const THROUGH_API = {
  en: 'Through Brussels City Graph',
  fr: 'Par Brussels City Graph',
  nl: 'Via Brussels City Graph',
};
const AT_PUBLISHER = { en: 'At its publisher', fr: "Chez l'éditeur", nl: 'Bij de uitgever' };
const NO_LICENCE = {
  en: 'Its publisher states no licence: ask it before you reuse the data.',
  fr: "L'éditeur n'indique pas de licence : demandez-lui avant de réutiliser les données.",
  nl: 'De uitgever vermeldt geen licentie: vraag het na voor u de gegevens hergebruikt.',
};
const INVENTED: Readonly<Record<string, string>> = {
  en: 'Sandbox: what this deployment answers from it is invented.',
  fr: 'Bac à sable : ce que ce déploiement en donne est inventé.',
  nl: 'Sandbox: wat deze installatie eruit geeft, is verzonnen.',
  de: 'Sandbox: Was diese Installation daraus gibt, ist erfunden.',
};

/** A text by language, as a language map has it. */
export function texts(text: Localized): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(text).filter((entry): entry is [string, string] => Boolean(entry[1])));
}

/** One dataset as a `dcat:Dataset`, with its publisher and its distributions. */
export function datasetNode(dataset: Dataset, addresses: Addresses): Node {
  const { id, title, description, theme, updateFrequency, highValue, publisher } = dataset;
  // DCAT-AP wants a description; the title is the least that can be said.
  const described = Object.entries(texts(description ?? title));
  return node('dcat:Dataset', addresses.of(id), {
    'dct:identifier': id,
    'dct:title': texts(title),
    'dct:description': Object.fromEntries(
      described.map(([language, text]) => [language, dataset.sandbox ? `${text} ${INVENTED[language]}` : text]),
    ),
    'dct:publisher': node('foaf:Agent', addresses.of('administration', publisher.id), {
      'foaf:name': texts(publisher.name),
      'foaf:homepage': iri(publisher.homepage),
    }),
    'dcat:theme': authority('data-theme', theme),
    'dct:accrualPeriodicity': authority('frequency', updateFrequency),
    'dct:spatial': REGION,
    'dct:accessRights': authority('access-right', dataset.access ?? 'PUBLIC'),
    'dcatap:applicableLegislation': legislation(dataset),
    'dcatap:hvdCategory': hvdCategory(highValue),
    'dcat:distribution': distributions(dataset, addresses),
  });
}

/** The administration's own where it has a public address, and the one through this API. */
function distributions(dataset: Dataset, addresses: Addresses): readonly Node[] {
  const { id, accessUrl, standard, sandbox } = dataset;
  const throughApi = node('dcat:Distribution', addresses.of(id, 'api'), {
    'dct:title': THROUGH_API,
    'dcat:accessURL': `${addresses.base}/graphql`,
    'dcat:accessService': addresses.of('service', 'graphql'),
    ...JSON_FORMAT,
    ...terms(dataset),
    'adms:status': sandbox ? authority('distribution-status', 'DEVELOP') : null,
  });
  const address = iri(accessUrl);
  if (!address) return [throughApi];
  const atPublisher = node('dcat:Distribution', addresses.of(id, 'source'), {
    'dct:title': AT_PUBLISHER,
    'dcat:accessURL': address,
    'dct:conformsTo': node('dct:Standard', null, { 'dct:title': { en: standard } }),
    ...formatOf(standard),
    ...terms(dataset),
  });
  return [atPublisher, throughApi];
}

/** Under which terms the data is, the same on every way to it: a licence travels. */
function terms(dataset: Dataset): Node {
  const { licence, licenceUrl, attribution } = dataset;
  const isStated = licence !== 'unknown';
  const rights = {
    'rdfs:label': isStated ? null : NO_LICENCE,
    'odrs:attributionText': attribution,
  };
  return {
    'dct:license': isStated ? iri(licenceUrl) : null,
    'dct:rights': isStated && !attribution ? null : node('dct:RightsStatement', null, rights),
    'dcatap:applicableLegislation': legislation(dataset),
  };
}

const legislation = ({ highValue }: Dataset): string | null => (hvdCategory(highValue) ? HVD_REGULATION : null);
