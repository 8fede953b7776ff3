import { expect, it } from 'vitest';
import { type Captured, replay } from '../../../../test/support/replay.ts';
import captured from './fixture/captured.json' with { type: 'json' };
import { novaPermits } from './source.ts';

const PLANNING = 'GET /geoserver/Nova/wfs?*typeNames=Nova%3APlanningPermits*';
const ENVIRONMENT = 'GET /geoserver/Nova/wfs?*typeNames=Nova%3AEnvironmentalPermits*';

/** Half past midnight in Brussels, still the day before by UTC. */
const now = () => new Date('2026-09-01T22:30:00Z');

async function read(answers: Captured = captured) {
  const { door, asked } = await replay(novaPermits, answers, now);
  const permits = (await novaPermits.provides.permits?.(door)) ?? [];
  return { permits, asked, byReference: new Map(permits.map((permit) => [permit.reference, permit])) };
}

it('reads a demand with its texts in the languages that are there, and the middle of its area', async () => {
  const { byReference } = await read();
  expect(byReference.get('09/PU/1812345')).toMatchObject({
    id: 'nova:09/PU/1812345',
    kind: 'PLANNING',
    receivedOn: '2026-09-01',
    subject: { fr: 'Isoler la façade arrière', nl: 'De achtergevel isoleren' },
    procedure: { fr: "Permis d'urbanisme" },
    status: { fr: 'Enquête publique' },
    authority: { fr: "Commune d'Ixelles", nl: 'Gemeente Elsene' },
    street: { fr: 'Rue du Trône', nl: 'Troonstraat' },
    houseNumber: '117A',
    postalCode: '1050',
    location: { lat: expect.closeTo(50.83863, 4), lon: expect.closeTo(4.37439, 4) },
    provenance: { observedAt: null },
  });
});

it('reads one of which next to nothing is known', async () => {
  const { byReference } = await read();
  expect(byReference.get('04/PFD/1812200')).toMatchObject({
    receivedOn: null,
    subject: null,
    procedure: null,
    status: null,
    authority: null,
    street: null,
    houseNumber: null,
    postalCode: null,
  });
});

it('reads numbers for texts, and a day with a zone behind', async () => {
  const { byReference } = await read();
  expect(byReference.get('04/IPE/1900771')).toMatchObject({
    kind: 'ENVIRONMENT',
    receivedOn: '2026-09-02',
    subject: { nl: 'Koelinstallatie' },
    houseNumber: '12',
    postalCode: '1000',
  });
});

it('does not believe a day that is not yet', async () => {
  const { byReference } = await read();
  expect(byReference.get('09/IPE/1900770')).toMatchObject({
    receivedOn: null,
    location: { lat: 50.8386312, lon: 4.3743883 },
  });
});

it('shows a case once, the newest first, and leaves out what has no reference or no place', async () => {
  const { permits } = await read();
  expect(permits.map(({ reference }) => reference)).toEqual([
    '04/IPE/1900771',
    '09/PU/1812345',
    '04/PFD/1812200',
    '09/IPE/1900770',
  ]);
});

it('lets nobody in who asks for a permit', async () => {
  expect(JSON.stringify((await read()).permits)).not.toMatch(/Dupont|applicant/);
});

it("asks each layer once, for what was received until today by Brussels's calendar", async () => {
  const { asked } = await read();
  const queries = asked.map((question) => Object.fromEntries(new URLSearchParams(question.split('?')[1])));
  expect(queries.map(({ typeNames }) => typeNames).toSorted()).toEqual([
    'Nova:EnvironmentalPermits',
    'Nova:PlanningPermits',
  ]);
  for (const query of queries) {
    expect(query).toMatchObject({
      CQL_FILTER: "requestReceptionDate<='2026-09-02'",
      sortBy: 'requestReceptionDate D',
      count: '250',
    });
  }
});

it.each(['novaReference', 'requestReceptionDate'])('names the field when %s is renamed', async (field) => {
  const [first] = captured[PLANNING].features;
  const { [field]: _, ...properties }: Record<string, unknown> = first?.properties ?? {};
  const renamed = { ...captured[PLANNING], features: [{ ...first, properties }] };
  await expect(read({ [PLANNING]: renamed, [ENVIRONMENT]: captured[ENVIRONMENT] })).rejects.toMatchObject({
    extensions: {
      code: 'SOURCE_INVALID',
      dataset: 'nova-permits',
      administration: 'urban-brussels',
      field: `features.0.properties.${field}`,
    },
  });
});
