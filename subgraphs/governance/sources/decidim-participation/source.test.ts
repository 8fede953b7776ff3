import { expect, it } from 'vitest';
import { replay } from '../../../../test/support/replay.ts';
import captured from './fixture/captured.json' with { type: 'json' };
import { decidimParticipation } from './source.ts';

const API = 'POST /api';
const [places] = captured[API].data.participatoryProcesses;

async function read(answer: unknown = captured[API]) {
  const { door, asked } = await replay(decidimParticipation, { [API]: answer });
  return { processes: (await decidimParticipation.provides.participations?.(door)) ?? [], asked };
}
const withProcesses = (...participatoryProcesses: unknown[]) => ({ data: { participatoryProcesses } });

it('reads a process with its page, its days and what it is called in the languages that it has', async () => {
  const { processes } = await read();
  expect(processes[0]).toMatchObject({
    id: 'monopinion:41',
    title: { fr: 'Des places plus fraîches', nl: 'Koelere pleinen' },
    startsOn: '2026-06-01',
    endsOn: '2026-09-30',
    publishedAt: new Date('2026-05-28T08:00:00Z'),
    website: 'https://monopinion.belgium.be/processes/places-fraiches-2026',
    provenance: { source: { id: 'decidim-participation' } },
  });
  expect(Object.keys(processes[0]?.title ?? {})).toEqual(['fr', 'nl']);
});

it('reads the proposals of its lists, with or without a place, a state, votes and a title', async () => {
  const { processes } = await read();
  expect(processes[0]?.proposals).toEqual([
    {
      id: 'monopinion:9001',
      title: { fr: 'Des arbres place Flagey' },
      state: 'accepted',
      publishedAt: new Date('2026-06-03T08:15:00Z'),
      votes: 128,
      comments: 12,
      location: { lat: 50.8276, lon: 4.3725 },
    },
    {
      id: 'monopinion:9002',
      title: { fr: '9002', nl: '9002' },
      state: null,
      publishedAt: null,
      votes: null,
      comments: 0,
      location: null,
    },
    {
      id: 'monopinion:9003',
      title: { nl: 'Een fontein op het Zavelplein' },
      state: null,
      publishedAt: new Date('2026-06-04T07:00:00Z'),
      votes: null,
      comments: 3,
      location: null,
    },
  ]);
});

it('keeps a process of which only its address is known', async () => {
  const { processes } = await read();
  expect(processes[1]).toMatchObject({
    id: 'monopinion:42',
    title: { fr: 'zonder titel', nl: 'zonder titel' },
    startsOn: null,
    endsOn: null,
    publishedAt: null,
    website: 'https://monopinion.belgium.be/processes/zonder%20titel',
    proposals: [],
  });
});

it('asks once, for fifty proposals of a list, and for nobody who proposes', async () => {
  let body = { query: '', variables: {} };
  const { asked, processes } = await read((question: typeof body) => {
    body = question;
    return captured[API];
  });
  expect(asked).toEqual([API]);
  expect(body.variables).toEqual({ perList: 50 });
  expect(body.query).not.toMatch(/author|name\b|users?/i);
  expect(JSON.stringify(processes)).not.toMatch(/Dupont/);
});

it('names the field when the platform renames one', async () => {
  const { slug: _, ...renamed } = places ?? {};
  await expect(read(withProcesses(renamed))).rejects.toMatchObject({
    extensions: {
      code: 'SOURCE_INVALID',
      dataset: 'decidim-participation',
      administration: 'bosa',
      field: 'data.participatoryProcesses.0.slug',
    },
  });
  await expect(read(withProcesses({ ...places, publishedAt: 'yesterday' }))).rejects.toMatchObject({
    extensions: { code: 'SOURCE_INVALID', field: 'data.participatoryProcesses.0.publishedAt' },
  });
});

it('calls it a refusal when the question is too complex, or asks for what is there no more', async () => {
  const errors = [{ message: 'Query has complexity of 5200, which exceeds max complexity of 5000' }];
  await expect(read({ errors })).rejects.toMatchObject({ extensions: { code: 'SOURCE_REFUSED', retryable: false } });
});
