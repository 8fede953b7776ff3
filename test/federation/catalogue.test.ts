import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DataFactory, Store } from 'n3';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ROOT } from '../../tooling/folders.ts';
import { type City, cityForThisTest, startCity } from '../support/city.ts';
import { toRdf, violationsOf } from './dcat/validate.ts';

const { namedNode, literal } = DataFactory;
const DCT = 'http://purl.org/dc/terms/';
const DCAT = 'http://www.w3.org/ns/dcat#';
const DCATAP = 'http://data.europa.eu/r5r/';
const FOAF = 'http://xmlns.com/foaf/0.1/';
const HVD = 'http://data.europa.eu/eli/reg_impl/2023/138/oj';

describe('GET /catalogue', () => {
  let city: City;
  let text: string;
  let graph: Store;
  beforeAll(async () => {
    city = await startCity();
    text = await (await fetch(`${city.url}/catalogue`)).text();
    graph = await toRdf(text);
  });
  afterAll(() => city.close());
  beforeEach(() => city.resetCounts());

  const named = (fragment: string) => namedNode(`${city.url}/catalogue${fragment}`);
  const values = (fragment: string, term: string) =>
    graph.getObjects(named(fragment), namedNode(term), null).map(({ value }) => value);

  it('is DCAT-AP, and DCAT-AP for high-value datasets, read without fetching anything', async () => {
    expect(await violationsOf(graph)).toEqual([]);
    expect(graph.countQuads(null, `${DCATAP}hvdCategory`, null, null)).toBeGreaterThan(1);
  });

  it('has every dataset that the graph reads, and its service serves them all', async () => {
    const { data } = await city.ask<{ datasets: { id: string }[] }>('{ datasets(first: 200) { id } }');
    const ids = data.datasets.map(({ id }) => `${city.url}/catalogue#${id}`);
    expect(values('', `${DCAT}dataset`)).toEqual(ids);
    expect(values('#service/graphql', `${DCAT}servesDataset`)).toEqual(ids);
  });

  it('has the same things under the same names as the graph', async () => {
    const { data } = await city.ask<{ datasets: { title: { nl: string }; licenceUrl: string; accessUrl: string }[] }>(
      '{ datasets(ids: ["villo-stations"]) { title { nl } licenceUrl accessUrl } }',
    );
    const [villo] = data.datasets;
    const title = literal(villo?.title.nl ?? '', 'nl');
    expect(graph.countQuads(named('#villo-stations'), namedNode(`${DCT}title`), title, null)).toBe(1);
    expect(values('#villo-stations/source', `${DCAT}accessURL`)).toEqual([villo?.accessUrl]);
    for (const way of ['source', 'api'])
      expect(values(`#villo-stations/${way}`, `${DCT}license`)).toEqual([villo?.licenceUrl]);
    expect(values('#villo-stations/api', `${DCAT}accessURL`)).toEqual([`${city.url}/graphql`]);
    expect((await fetch(values('#service/graphql', `${DCAT}endpointDescription`)[0] ?? '')).status).toBe(200);
  });

  it('has the record that its page shows', () => {
    const page = readFileSync(join(ROOT, 'docs', 'catalogue.md'), 'utf8');
    const shown: { '@id': string } = JSON.parse(/```json\n(.*?)```/s.exec(page)?.[1] ?? '');
    const answered: { 'dcat:dataset': { '@id': string }[] } = JSON.parse(
      text.replaceAll(city.url, 'http://localhost:4000'),
    );
    expect(answered['dcat:dataset']).toContainEqual(shown);
  });

  it('says that the values of the sandbox are invented', () => {
    expect(values('#villo-stations', `${DCT}description`).toSorted()).toEqual(
      ['inventé', 'invented', 'verzonnen'].map((word) => expect.stringContaining(word)),
    );
  });

  it('asks the domain that knows the datasets once, and no administration', async () => {
    await fetch(`${city.url}/catalogue`);
    expect(city.calls('governance')).toBe(1);
    for (const other of ['mobility', 'environment', 'economy']) expect(city.calls(other)).toBe(0);
    expect(city.allRequests()).toBe(0);
  });

  it.each(['application/json', 'application/ld+json', 'text/html', '*/*'])(
    'is the same, kept by caches, for a client that accepts %s',
    async (accept) => {
      const response = await fetch(`${city.url}/catalogue`, { headers: { accept, 'accept-language': 'nl' } });
      expect(response.headers.get('content-type')).toBe('application/ld+json');
      expect(response.headers.get('cache-control')).toMatch(/^public, max-age=\d+$/);
      expect(response.headers.get('vary')).toBeNull();
      expect(await response.text()).toBe(text);
    },
  );

  it('answers HEAD without a body', async () => {
    const posted = await fetch(`${city.url}/catalogue`, { method: 'POST', body: '{}' });
    expect([posted.status, posted.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
    const response = await fetch(`${city.url}/catalogue`, { method: 'HEAD' });
    expect(response.status).toBe(200);
    expect(await response.text()).toBe('');
  });

  describe('the validator finds what is missing', () => {
    it.each([
      ['', `${DCT}title`, 'MinCount title of catalogue'],
      ['', `${DCT}description`, 'MinCount description of catalogue'],
      ['', `${DCT}publisher`, 'MinCount publisher of catalogue'],
      ['', `${DCAT}dataset`, 'MinCount dataset of catalogue'],
      ['#operator', `${FOAF}name`, 'MinCount name of catalogue#operator'],
      ['#villo-stations', `${DCT}title`, 'MinCount title of catalogue#villo-stations'],
      ['#villo-stations', `${DCT}description`, 'MinCount description of catalogue#villo-stations'],
      ['#villo-stations', `${DCAT}theme`, 'MinCount theme of catalogue#villo-stations'],
      ['#villo-stations/source', `${DCAT}accessURL`, 'MinCount accessURL of catalogue#villo-stations/source'],
      ['#villo-stations/api', `${DCT}license`, 'Or of catalogue#villo-stations/api'],
      ['#administration/jcdecaux', `${FOAF}name`, 'MinCount name of catalogue#administration/jcdecaux'],
      ['#service/graphql', `${DCT}title`, 'MinCount title of catalogue#service/graphql'],
      ['#service/graphql', `${DCAT}endpointURL`, 'MinCount endpointURL of catalogue#service/graphql'],
      ['#kmi-weather', `${DCATAP}applicableLegislation`, 'Node of catalogue#kmi-weather'],
      ['#kmi-weather', `${DCATAP}hvdCategory`, 'Or of catalogue#kmi-weather'],
      ['#kmi-weather/api', `${DCATAP}applicableLegislation`, 'Node distribution of catalogue#kmi-weather'],
      ['#service/graphql', `${DCATAP}hvdCategory`, 'Or of catalogue#service/graphql'],
      ['#service/graphql', `${DCATAP}hvdCategory`, 'Node of catalogue#kmi-weather'],
      ['#service/graphql', `${DCAT}contactPoint`, 'MinCount contactPoint of catalogue#service/graphql'],
      ['#service/graphql', `${FOAF}page`, 'MinCount page of catalogue#service/graphql'],
    ])('of %s: %s', async (fragment, term, violation) => {
      const lacking = new Store(
        [...graph].filter(({ subject, predicate }) => !subject.equals(named(fragment)) || predicate.value !== term),
      );
      expect(lacking.size).toBeLessThan(graph.size);
      expect(await violationsOf(lacking)).toContain(violation);
    });

    it('and what is there too often, or of another kind', async () => {
      const wrong = new Store([...graph]);
      const villo = named('#villo-stations');
      wrong.addQuad(named(''), namedNode(`${DCT}publisher`), named('#administration/kmi'));
      wrong.addQuad(villo, namedNode(`${DCT}title`), literal('Without a language'));
      wrong.addQuad(villo, namedNode(`${DCATAP}applicableLegislation`), namedNode(HVD));
      expect(await violationsOf(wrong)).toEqual(
        expect.arrayContaining([
          'MaxCount publisher of catalogue',
          'Datatype title of catalogue#villo-stations',
          'Or of catalogue#villo-stations', // A regulation without a category.
        ]),
      );
    });
  });
});

it('is refused, to be asked again, while the domain that knows the datasets is down', async () => {
  const city = await cityForThisTest({ without: ['governance'] });
  const response = await fetch(`${city.url}/catalogue`);
  expect(response.status).toBe(503);
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(await response.json()).toEqual({
    errors: [{ message: expect.any(String), extensions: { code: 'SUBGRAPH_UNAVAILABLE', retryable: true } }],
  });
});
