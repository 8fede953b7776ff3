import { describe, expect, it } from 'vitest';
import { toCatalog } from './catalog.ts';
import type { Dataset } from './question.ts';

const BASE = 'https://api.example.org';
const nothing = { fr: null, nl: null, de: null, en: null };
const trees: Dataset = {
  id: 'trees',
  title: { ...nothing, fr: 'Arbres', nl: 'Bomen' },
  description: { ...nothing, nl: 'Waar bomen staan.' },
  theme: 'ENVI',
  updateFrequency: 'IRREG',
  highValue: null,
  accessUrl: 'https://trees.example/wfs',
  licence: 'CC0-1.0',
  licenceUrl: 'https://creativecommons.org/publicdomain/zero/1.0/',
  attribution: null,
  standard: 'OGC WFS 2.0, GeoJSON',
  access: 'PUBLIC',
  sandbox: false,
  publisher: { id: 'forester', name: { ...nothing, en: 'The forester' }, homepage: 'https://trees.example' },
};

interface Made {
  readonly 'dcat:dataset': readonly { readonly 'dcat:distribution': readonly object[] }[];
  readonly 'dcat:service': readonly object[];
  readonly 'dct:publisher': object;
}
const catalogOf = (given: Partial<Dataset> = {}, contact: string | null = null) =>
  // As whoever reads it gets it.
  JSON.parse(JSON.stringify(toCatalog([{ ...trees, ...given }], BASE, { name: 'Office', contact }))) as Made;
const datasetOf = (given: Partial<Dataset> = {}) => catalogOf(given)['dcat:dataset'][0];
const distributionsOf = (given: Partial<Dataset>) => datasetOf(given)?.['dcat:distribution'] ?? [];
const serviceOf = (given: Partial<Dataset> = {}, contact: string | null = null) =>
  catalogOf(given, contact)['dcat:service'][0];

describe('a dataset', () => {
  it('has its texts in the languages that its source has', () => {
    expect(datasetOf()).toMatchObject({
      'dct:title': { fr: 'Arbres', nl: 'Bomen' },
      'dct:description': { nl: 'Waar bomen staan.' },
      'dct:publisher': { 'foaf:name': { en: 'The forester' } },
    });
    expect(datasetOf()).not.toHaveProperty('dct:title.de');
  });

  it('is described by its title where nobody described it', () => {
    expect(datasetOf({ description: null })).toHaveProperty('dct:description', { fr: 'Arbres', nl: 'Bomen' });
  });

  it('of the sandbox says so in each of its languages, and on the way through the API', () => {
    expect(datasetOf({ sandbox: true })).toHaveProperty(
      'dct:description',
      expect.objectContaining({ nl: expect.stringMatching(/^Waar bomen staan\. .*verzonnen\.$/) }),
    );
    const [atPublisher, throughApi] = distributionsOf({ sandbox: true });
    expect(throughApi).toHaveProperty('adms:status', expect.stringMatching(/\/DEVELOP$/));
    expect(atPublisher).not.toHaveProperty('adms:status');
    expect(JSON.stringify(datasetOf())).not.toMatch(/verzonnen|adms:status/);
  });

  it('names codes of the authority tables, and none that cannot be one', () => {
    expect(datasetOf()).toMatchObject({
      'dcat:theme': 'http://publications.europa.eu/resource/authority/data-theme/ENVI',
      'dct:accrualPeriodicity': 'http://publications.europa.eu/resource/authority/frequency/IRREG',
    });
    expect(datasetOf({ theme: '../x', updateFrequency: null })).not.toHaveProperty('dcat:theme');
    expect(datasetOf({ theme: '../x', updateFrequency: null })).not.toHaveProperty('dct:accrualPeriodicity');
  });

  it('has an address that no id breaks out of', () => {
    expect(datasetOf({ id: 'a b/<c>#' })).toHaveProperty('@id', `${BASE}/catalogue#a%20b%2F%3Cc%3E%23`);
  });
});

describe('a distribution', () => {
  it('is at the publisher, in its wire standard, and through the API', () => {
    expect(distributionsOf({})).toMatchObject([
      {
        '@id': `${BASE}/catalogue#trees/source`,
        'dcat:accessURL': 'https://trees.example/wfs',
        'dct:conformsTo': { 'dct:title': { en: 'OGC WFS 2.0, GeoJSON' } },
        'dct:format': expect.stringMatching(/GEOJSON$/),
        'dct:license': trees.licenceUrl,
      },
      {
        '@id': `${BASE}/catalogue#trees/api`,
        'dcat:accessURL': `${BASE}/graphql`,
        'dcat:accessService': `${BASE}/catalogue#service/graphql`,
        'dct:format': expect.stringMatching(/\/JSON$/),
        'dct:license': trees.licenceUrl,
      },
    ]);
  });

  it.each([null, 'ftp://trees.example/all', 'https://trees.example/{id}', 'javascript:alert(1)'])(
    'is through the API alone where the publisher has no address that one could give: %s',
    (accessUrl) => {
      expect(distributionsOf({ accessUrl })).toMatchObject([{ '@id': `${BASE}/catalogue#trees/api` }]);
    },
  );

  it.each([
    ['GBFS 3.0', 'JSON'],
    ['SDMX 2.1 REST, SDMX-JSON 2.0', 'JSON'],
    ['OGC API Features 1.0, EPSG:3812', 'GEOJSON'],
    ['GTFS Schedule', 'ZIP'],
  ])('in %s is %s', (standard, type) => {
    expect(distributionsOf({ standard })[0]).toHaveProperty(
      'dct:format',
      `http://publications.europa.eu/resource/authority/file-type/${type}`,
    );
  });

  it('says nothing of its format where the name of the standard does not tell', () => {
    expect(distributionsOf({ standard: 'GTFS Realtime' })[0]).not.toHaveProperty('dct:format');
  });

  it('has a sentence in the place of a licence that is not stated', () => {
    for (const distribution of distributionsOf({ licence: 'unknown', licenceUrl: 'https://trees.example' })) {
      expect(distribution).not.toHaveProperty('dct:license');
      expect(distribution).toHaveProperty(['dct:rights', 'rdfs:label', 'en'], expect.stringContaining('no licence'));
    }
  });

  it('has the sentence that its publisher wants to be shown', () => {
    expect(distributionsOf({ attribution: 'Source: trees' })[1]).toMatchObject({
      'dct:license': trees.licenceUrl,
      'dct:rights': { '@type': 'dct:RightsStatement', 'odrs:attributionText': 'Source: trees' },
    });
  });
});

describe('the regulation of high-value datasets', () => {
  const regulation = { 'dcatap:applicableLegislation': 'http://data.europa.eu/eli/reg_impl/2023/138/oj' };
  const category = 'http://data.europa.eu/bna/c_164e0bf5';

  it('is named with the category by the dataset and the service, and by every way to the data', () => {
    const given = { highValue: 'METEOROLOGICAL' };
    expect(datasetOf(given)).toMatchObject({ ...regulation, 'dcatap:hvdCategory': category });
    expect(serviceOf(given)).toMatchObject({ ...regulation, 'dcatap:hvdCategory': [category] });
    expect(distributionsOf(given)).toMatchObject([regulation, regulation]);
  });

  it.each([null, 'SOMETHING_NEW'])('is not named for a dataset whose category is %s', (highValue) => {
    expect(JSON.stringify(catalogOf({ highValue })['dcat:dataset'])).not.toContain('dcatap');
    expect(serviceOf({ highValue })).not.toHaveProperty('dcatap:applicableLegislation');
  });
});

describe('the operator', () => {
  it.each([
    ['city@example.org', { 'vcard:hasEmail': 'mailto:city@example.org' }, `${BASE}/`],
    ['https://example.org/us', { 'vcard:hasURL': 'https://example.org/us' }, 'https://example.org/us'],
    [null, { 'vcard:hasURL': `${BASE}/` }, `${BASE}/`],
    ['ask at the desk', { 'vcard:hasURL': `${BASE}/` }, `${BASE}/`],
  ])('with the contact %s is reached there', (contact, point, homepage) => {
    expect(serviceOf({}, contact)).toMatchObject({ 'dcat:contactPoint': { 'vcard:fn': 'Office', ...point } });
    expect(catalogOf({}, contact)['dct:publisher']).toMatchObject({ 'foaf:homepage': homepage });
  });
});
