import { describe, expect, it } from 'vitest';
import { servedPortfolio, type Told } from '../../test/support/portfolio.ts';
import { KEYS, servedTrail } from '../../test/support/trail.ts';
import { verify } from '../../tooling/audit/verify.ts';

const PROJECT = '{ id version status title { en fr } summary { fr } history { status since note { en } } }';
const CREATE = `mutation ($input: CreateProjectInput!, $key: ID!) {
  project: createProject(input: $input, idempotencyKey: $key) ${PROJECT}
}`;
const UPDATE = `mutation ($id: ID!, $version: Int!, $changes: ProjectChangesInput!, $key: ID!) {
  project: updateProject(id: $id, version: $version, changes: $changes, idempotencyKey: $key) ${PROJECT}
}`;
const STEP = `mutation ($id: ID!, $version: Int!, $status: ProjectStatus!, $note: LocalizedTextInput, $key: ID!) {
  project: changeProjectStatus(id: $id, version: $version, status: $status, note: $note, idempotencyKey: $key) ${PROJECT}
}`;
const READ = `{ projects(ids: ["quiet-streets", "one-tree-register"]) ${PROJECT} }`;

const INPUT = {
  id: 'quiet-streets',
  title: { en: 'Quiet streets' },
  pillar: { fr: 'Mobilité' },
  actionArea: 'MOBILITY',
};
const NEW = { input: INPUT, key: 'add-quiet-streets' };
/** Of the sandbox: it is planned, and of version 2. */
const TREES = { id: 'one-tree-register', version: 2 };
const RENAME = { ...TREES, changes: { title: { en: 'A register of trees' } }, key: 'rename-trees' };
const START = { ...TREES, status: 'RUNNING', note: { en: 'Off we go.' }, key: 'start-trees' };

type Answered = Awaited<ReturnType<Awaited<ReturnType<typeof servedPortfolio>>['ask']>>;
const codes = ({ errors = [] }: Answered) => errors.map(({ extensions }) => extensions.code);
async function read({ ask }: Pick<Awaited<ReturnType<typeof servedPortfolio>>, 'ask'>) {
  const { data } = await ask(READ);
  return data.projects as unknown as readonly (Told | null)[];
}

describe('a change', () => {
  it('adds a project, which is read at once', async () => {
    await servedTrail();
    const office = await servedPortfolio();
    const { data, errors } = await office.ask(CREATE, NEW);
    expect(errors).toBeUndefined();
    expect(data.project).toEqual({
      id: 'quiet-streets',
      version: 1,
      status: 'IDEA',
      title: { en: 'Quiet streets', fr: null },
      summary: null,
      history: [{ status: 'IDEA', since: '2026-11-23T07:30:00.000Z', note: null }],
    });
    expect((await read(office))[0]).toEqual(data.project);
  });

  it('replaces what is given, leaves the rest, and takes away what is null', async () => {
    await servedTrail();
    const office = await servedPortfolio();
    const [, before] = await read(office);
    const { data } = await office.ask(UPDATE, { ...RENAME, changes: { ...RENAME.changes, summary: null } });
    expect(before?.summary?.fr).toContain('Exemple inventé');
    expect(data.project).toEqual({
      ...before,
      version: 3,
      title: { en: 'A register of trees', fr: null },
      summary: null,
    });
    expect((await read(office))[1]).toEqual(data.project);
  });

  it('of the status is one more step of a history that keeps the others', async () => {
    await servedTrail();
    const office = await servedPortfolio();
    const [, before] = await read(office);
    const { data } = await office.ask(STEP, START);
    expect(data.project).toMatchObject({ version: 3, status: 'RUNNING' });
    expect(data.project?.history).toEqual([
      ...(before?.history ?? []),
      { status: 'RUNNING', since: '2026-11-23T07:30:00.000Z', note: { en: 'Off we go.' } },
    ]);
  });

  it('is made to the version that was seen, or not at all', async () => {
    await servedTrail();
    const office = await servedPortfolio();
    for (const [query, variables] of [
      [UPDATE, { ...RENAME, version: 1 }],
      [STEP, { ...START, version: 3 }],
      [CREATE, { ...NEW, input: { ...INPUT, id: TREES.id } }],
    ] as const) {
      const answer = await office.ask(query, variables);
      expect(answer.data).toEqual({ project: null });
      expect(answer.errors).toMatchObject([
        { extensions: { code: 'CONFLICT', retryable: false, id: TREES.id, version: 2 } },
      ]);
    }
    expect(office.writes()).toBe(0);
  });

  it('of two writers at once is made by one, and the other is told', async () => {
    await servedTrail();
    const both = Promise.withResolvers<void>();
    let waiting = 0;
    const office = await servedPortfolio({
      before: async (operation) => {
        if (operation !== 'UpdateItem') return;
        waiting += 1;
        if (waiting === 2) both.resolve();
        await both.promise;
      },
    });
    const answers = await Promise.all([office.ask(UPDATE, RENAME), office.ask(STEP, START)]);
    expect(answers.flatMap(codes)).toEqual(['CONFLICT']);
    expect(answers.flatMap(({ errors = [] }) => errors[0]?.extensions.version ?? [])).toEqual([3]);
    expect((await read(office))[1]).toEqual(answers.find(({ data }) => data.project)?.data.project);
  });

  it('of the status to what cannot follow is refused, and nothing is written', async () => {
    await servedTrail();
    const office = await servedPortfolio();
    const answer = await office.ask(STEP, { ...START, status: 'DONE' });
    expect(answer.errors).toMatchObject([
      { message: expect.stringContaining('does not follow PLANNED'), extensions: { code: 'BAD_USER_INPUT' } },
    ]);
    expect(office.writes()).toBe(0);
  });

  it('of what is not there is refused', async () => {
    await servedTrail();
    const office = await servedPortfolio();
    const answer = await office.ask(UPDATE, { ...RENAME, id: 'no-such-project' });
    expect(answer.errors).toMatchObject([{ extensions: { code: 'UNKNOWN_ID', id: 'no-such-project' } }]);
    expect(office.writes()).toBe(0);
  });

  it.each([
    ['nobody', null],
    ['a client without the scope', { client: 'open-data-app', administration: null, scopes: [] }],
  ])('for %s is refused here as well', async (_, caller) => {
    await servedTrail();
    const office = await servedPortfolio();
    expect(codes(await office.ask(CREATE, NEW, { caller }))).toEqual(['FORBIDDEN']);
    expect(office.requests).toEqual([]);
  });
});

describe('a change that is asked for again', () => {
  it.each([
    ['adding', CREATE, NEW],
    ['changing', UPDATE, RENAME],
    ['a status', STEP, START],
  ])('gives the same result and changes nothing: %s', async (_, query, variables) => {
    await servedTrail();
    const office = await servedPortfolio();
    const first = await office.ask(query, variables);
    office.clock.now = new Date('2026-11-24T07:29:00Z');
    const again = await office.ask(query, variables);
    expect(again.errors).toBeUndefined();
    expect(again.data).toEqual(first.data);
    expect(office.writes()).toBe(1);
  });

  it.each(['broken', 'lost'] as const)(
    'is known when its first answer was %s, and was never sent again by itself',
    async (fault) => {
      await servedTrail();
      let isFirst = true;
      const office = await servedPortfolio({
        instead: (operation) => {
          if (operation !== 'UpdateItem' || !isFirst) return null;
          isFirst = false;
          return fault;
        },
      });
      const first = await office.ask(STEP, START, { deadline: '1500' });
      expect(codes(first)).toEqual([fault === 'broken' ? 'SOURCE_UNAVAILABLE' : 'SOURCE_TIMEOUT']);
      expect(office.writes()).toBe(1);
      const again = await office.ask(STEP, START);
      expect(again.errors).toBeUndefined();
      expect(again.data.project).toMatchObject({ version: 3, status: 'RUNNING' });
      expect(office.writes()).toBe(1);
    },
  );

  it('at the same moment is made once', async () => {
    await servedTrail();
    const office = await servedPortfolio();
    const [first, second] = await Promise.all([office.ask(UPDATE, RENAME), office.ask(UPDATE, RENAME)]);
    expect(first.data.project).toMatchObject({ version: 3 });
    expect(second.data).toEqual(first.data);
    expect((await read(office))[1]).toMatchObject({ version: 3 });
  });

  it('with another input is refused by the name of its key, and another client has keys of its own', async () => {
    await servedTrail();
    const office = await servedPortfolio();
    await office.ask(UPDATE, RENAME);
    const other = { ...RENAME, version: 3, changes: { title: { en: 'Trees' } } };
    const answer = await office.ask(UPDATE, other);
    expect(answer.errors).toMatchObject([
      { message: expect.stringContaining('"rename-trees"'), extensions: { code: 'BAD_USER_INPUT' } },
    ]);
    const caller = { client: 'another-desk', administration: null, scopes: ['projects:write'] };
    expect((await office.ask(UPDATE, other, { caller })).data.project).toMatchObject({ version: 4 });
  });

  it('a day later, or twenty changes later, is a conflict and no second change', async () => {
    await servedTrail();
    const office = await servedPortfolio();
    await office.ask(UPDATE, RENAME);
    for (let version = 3; version < 23; version++)
      await office.ask(UPDATE, { ...RENAME, version, key: `change-of-version-${version}` });
    expect(codes(await office.ask(UPDATE, RENAME))).toEqual(['CONFLICT']);
    const last = { ...RENAME, version: 22, key: 'change-of-version-22' };
    expect(codes(await office.ask(UPDATE, last))).toEqual([]);
    office.clock.now = new Date('2026-11-24T07:30:00Z');
    expect(codes(await office.ask(UPDATE, last))).toEqual(['CONFLICT']);
    expect(office.writes()).toBe(21);
  });
});

describe('the trail', () => {
  it('tells who changed which fields and what came of it, never a value', async () => {
    const trail = await servedTrail();
    const office = await servedPortfolio();
    await office.ask(STEP, START);
    await office.ask(STEP, START);
    await office.ask(UPDATE, RENAME); // Of a version that is no longer the last.
    const snapshot = await trail.snapshot();
    expect(verify(snapshot, KEYS).findings).toEqual([]);
    const entries = snapshot.entries.map(({ record, outcome, count, kind, client, fields, dataset, purpose }) =>
      record === 'OUTCOME' ? { outcome, count } : { kind, client, fields, dataset, purpose },
    );
    const act = { kind: 'WRITE', client: 'smart-city-office', dataset: 'project-portfolio', purpose: 'portfolio' };
    const step = { ...act, fields: ['Project.history', 'Project.status'] };
    expect(entries).toEqual([
      step,
      { outcome: 'DONE', count: 1 },
      step,
      { outcome: 'DONE', count: 0 },
      { ...act, fields: ['Project.title'] },
      { outcome: 'REFUSED', count: 0 },
    ]);
    expect(JSON.stringify(snapshot)).not.toMatch(/Off we go|register of trees|one-tree-register|start-trees/);
  });

  it('is written first: without it nothing is read or written', async () => {
    const trail = await servedTrail();
    const office = await servedPortfolio();
    await trail.fail('refuse');
    const answer = await office.ask(CREATE, NEW);
    expect(answer.data).toEqual({ project: null });
    expect(codes(answer)).toEqual(['TRAIL_UNAVAILABLE']);
    expect(office.requests).toEqual([]);
  });

  it('that cannot take the outcome withholds it, and the same key gives it later', async () => {
    let isDown = true;
    await servedTrail((operation, body) =>
      isDown && operation === 'PutItem' && body.includes('"OUTCOME"') ? 'hang' : null,
    );
    process.env.TRAIL_TIMEOUT_MS = '500';
    const office = await servedPortfolio();
    expect(codes(await office.ask(CREATE, NEW))).toEqual(['TRAIL_UNAVAILABLE']);
    isDown = false;
    process.env.TRAIL_TIMEOUT_MS = '10000';
    expect((await office.ask(CREATE, NEW)).data.project).toMatchObject({ id: 'quiet-streets', version: 1 });
    expect(office.writes()).toBe(1);
  });
});
