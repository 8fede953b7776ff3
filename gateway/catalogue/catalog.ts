import { type Addresses, addressesBelow, datasetNode } from './dataset.ts';
import type { Dataset } from './question.ts';
import {
  CONTEXT,
  DATA_THEMES,
  GRAPHQL,
  HVD_REGULATION,
  hvdCategory,
  iri,
  type Node,
  node,
  PUBLIC,
  REGION,
} from './terms.ts';

/** Whoever runs this deployment. */
export interface Operator {
  readonly name: string;
  /** A page or a mail address; null when none is set. */
  readonly contact: string | null;
}

const TITLE = {
  en: 'Brussels City Graph: datasets',
  fr: 'Brussels City Graph : jeux de données',
  nl: 'Brussels City Graph: datasets',
};
const DESCRIPTION = {
  en: 'The datasets of administrations of the Brussels-Capital Region that one GraphQL API reads at the source.',
  fr: "Les jeux de données d'administrations de la Région de Bruxelles-Capitale qu'une API GraphQL lit à la source.",
  nl: 'De datasets van administraties van het Brussels Hoofdstedelijk Gewest die één GraphQL-API bij de bron leest.',
};
const SERVICE_TITLE = {
  en: 'Brussels City Graph, the GraphQL API',
  fr: "Brussels City Graph, l'API GraphQL",
  nl: 'Brussels City Graph, de GraphQL-API',
};
const SERVICE_DESCRIPTION = {
  en: 'One question across these datasets; the answer says who knows it, since when and under which licence.',
  fr: 'Une seule question à tous ces jeux de données ; la réponse dit qui le sait, depuis quand et sous quelle licence.',
  nl: 'Eén vraag aan al deze datasets; het antwoord zegt wie het weet, sinds wanneer en onder welke licentie.',
};

/**
 * The datasets as a `dcat:Catalog` of DCAT-AP 3.0, with what DCAT-AP for high-value datasets 3.0 adds, in JSON-LD 1.1.
 * @param base the API's own address, without a slash at its end.
 */
export function toCatalog(datasets: readonly Dataset[], base: string, operator: Operator): Node {
  const addresses = addressesBelow(base);
  const publisher = node('foaf:Agent', addresses.of('operator'), {
    'foaf:name': { en: operator.name, fr: operator.name, nl: operator.name },
    'foaf:homepage': iri(operator.contact) ?? `${base}/`,
  });
  const catalog = node('dcat:Catalog', `${base}/catalogue`, {
    'dct:title': TITLE,
    'dct:description': DESCRIPTION,
    'dct:publisher': publisher,
    'foaf:homepage': `${base}/`,
    'dct:spatial': REGION,
    'dcat:themeTaxonomy': DATA_THEMES,
    'dcat:service': [serviceNode(datasets, addresses, operator)],
    'dcat:dataset': datasets.map((dataset) => datasetNode(dataset, addresses)),
  });
  return { '@context': CONTEXT, ...catalog };
}

/** The GraphQL API: it serves high-value datasets too, so it is under their regulation and in their categories. */
function serviceNode(datasets: readonly Dataset[], { base, of }: Addresses, operator: Operator): Node {
  const categories = new Set(datasets.flatMap(({ highValue }) => hvdCategory(highValue) ?? []));
  return node('dcat:DataService', of('service', 'graphql'), {
    'dct:title': SERVICE_TITLE,
    'dct:description': SERVICE_DESCRIPTION,
    'dct:publisher': { '@id': of('operator') },
    'dct:accessRights': PUBLIC,
    'dct:conformsTo': GRAPHQL,
    'dcat:endpointURL': `${base}/graphql`,
    'dcat:endpointDescription': `${base}/schema.graphql`,
    'foaf:page': node('foaf:Document', `${base}/`, {}),
    'dcat:contactPoint': contactNode(of('operator', 'contact'), base, operator),
    'dcatap:applicableLegislation': categories.size > 0 ? HVD_REGULATION : null,
    'dcatap:hvdCategory': categories.size > 0 ? [...categories].toSorted() : null,
    'dcat:servesDataset': datasets.map(({ id }) => of(id)),
  });
}

/** How the operator is reached: by mail, by a page, or without either at the API's own address. */
function contactNode(id: string, base: string, { name, contact }: Operator): Node {
  const isMail = contact !== null && /^[\w.+-]+@[\w.-]+$/.test(contact);
  return node('vcard:Kind', id, {
    'vcard:fn': name,
    'vcard:hasEmail': isMail ? `mailto:${contact}` : null,
    'vcard:hasURL': isMail ? null : (iri(contact) ?? `${base}/`),
  });
}
