import { beforeEach, expect, it, vi } from 'vitest';
import { type Captured, replay } from '../../../../test/support/replay.ts';
import captured from './fixture/captured.json' with { type: 'json' };
import { projectPortfolio } from './source.ts';

const QUERY = 'POST DynamoDB_20120810.Query';
const [bikeLights, openBooks] = captured[QUERY].Items;

beforeEach(() => {
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
  vi.stubEnv('AWS_REGION', 'eu-west-1');
  return () => vi.unstubAllEnvs();
});

async function read(answer: unknown = captured[QUERY]) {
  const answers: Captured = { [QUERY]: answer };
  const { door, asked } = await replay(projectPortfolio, answers);
  const projects = (await projectPortfolio.provides.projects?.(door)) ?? [];
  return { projects, asked, outages: door.outages };
}

it('reads a project with its partners, its places and its history, the last status last', async () => {
  const { projects } = await read();
  expect(projects[0]).toEqual({
    id: 'bike-lights',
    title: { fr: 'Des feux pour vélos', nl: 'Fietslichten', en: 'Lights for bikes' },
    summary: { fr: 'Un exemple.' },
    pillar: { fr: 'Mobilité', nl: 'Mobiliteit' },
    actionArea: 'MOBILITY',
    enablers: ['DATA', 'HUMAN_CAPITAL'],
    partners: [
      {
        name: { fr: 'Bruxelles Mobilité', nl: 'Brussel Mobiliteit' },
        kind: 'ADMINISTRATION',
        level: 'REGIONAL',
        administrationId: 'brussels-mobility',
      },
      { name: { en: 'University of the Example' }, kind: 'ACADEMIA', level: null, administrationId: null },
    ],
    indicatorIds: ['cyclists-today'],
    nisCodes: ['21009'],
    history: [
      { status: 'PLANNED', since: new Date('2026-01-05T09:00:00Z'), note: null },
      { status: 'RUNNING', since: new Date('2026-05-04T09:00:00Z'), note: { fr: 'C’est parti.' } },
    ],
    version: 3,
    provenance: {
      source: projectPortfolio,
      observedAt: new Date('2026-06-01T12:30:00Z'),
      retrievedAt: expect.any(Date),
    },
  });
});

it('reads one that has little: a title in one language, no summary, no partners, the whole region', async () => {
  const { projects } = await read();
  expect(projects[1]).toMatchObject({
    id: 'open-books',
    title: { nl: 'Open boeken' },
    summary: null,
    enablers: [],
    partners: [],
    indicatorIds: [],
    nisCodes: [],
    history: [{ status: 'IDEA', since: new Date('2026-08-20T05:00:00Z') }],
    version: 1,
  });
});

it('lets a project that does not fit fail alone, and says which one and where', async () => {
  const { projects, outages } = await read();
  expect(projects.map(({ id }) => id)).toEqual(['bike-lights', 'open-books']);
  expect(outages).toEqual([
    expect.objectContaining({
      extensions: expect.objectContaining({
        code: 'SOURCE_INVALID',
        dataset: 'project-portfolio',
        administration: 'smart-city-office',
        field: 'wrong-area.actionArea',
      }),
    }),
  ]);
});

it.each([
  ['title', { title: { M: {} } }],
  ['nisCodes.0', { nisCodes: { L: [{ S: '11002' }] } }],
  ['history', { history: { L: [] } }],
  ['history.0.since', { history: { L: [{ M: { status: { S: 'IDEA' }, since: { S: '2026-08-20' } } }] } }],
  ['version', { version: { S: '1' } }],
])('names %s when it does not fit', async (field, wrong) => {
  const { projects, outages } = await read({ Items: [{ ...openBooks, ...wrong }, bikeLights] });
  expect(projects.map(({ id }) => id)).toEqual(['bike-lights']);
  expect(outages).toMatchObject([{ extensions: { field: `open-books.${field}` } }]);
});

it('asks once for the one partition of the table, and for what was just written as well', async () => {
  let body: unknown;
  const { asked } = await read((question: unknown) => {
    body = question;
    return captured[QUERY];
  });
  expect(asked).toEqual([QUERY]);
  expect(body).toMatchObject({
    TableName: 'project-portfolio',
    ConsistentRead: true,
    ExpressionAttributeValues: { ':portfolio': { S: 'PORTFOLIO' } },
  });
});

interface Question {
  readonly ExclusiveStartKey?: { readonly sk: { readonly S: string } };
}

it('follows the pages of the table to the end, over one that is empty', async () => {
  const LastEvaluatedKey = (sk: string) => ({ pk: { S: 'PORTFOLIO' }, sk: { S: sk } });
  const { projects, asked } = await read(({ ExclusiveStartKey }: Question) => {
    if (!ExclusiveStartKey) return { Items: [bikeLights], LastEvaluatedKey: LastEvaluatedKey('PROJECT#bike-lights') };
    if (ExclusiveStartKey.sk.S === 'PROJECT#bike-lights')
      return { Items: [], LastEvaluatedKey: LastEvaluatedKey('PROJECT#o') };
    return { Items: [openBooks] };
  });
  expect(projects.map(({ id }) => id)).toEqual(['bike-lights', 'open-books']);
  expect(asked).toHaveLength(3);
});

it('adds no project to a portfolio that could not be read with it', async () => {
  const { door, asked } = await replay(projectPortfolio, { [QUERY]: { Items: Array(500).fill(openBooks) } });
  const [known] = (await projectPortfolio.provides.projects?.(door)) ?? [];
  const added = known && projectPortfolio.provides.keepProject?.(door, { ...known, changes: [] }, new Date());
  await expect(added).rejects.toMatchObject({ extensions: { code: 'SOURCE_TOO_LARGE' } });
  expect(asked).toEqual([QUERY, QUERY]);
});

it('never takes a part of a portfolio for the whole', async () => {
  const Items = Array.from({ length: 501 }, () => openBooks);
  await expect(read({ Items })).rejects.toMatchObject({
    extensions: { code: 'SOURCE_TOO_LARGE', dataset: 'project-portfolio' },
  });
});
