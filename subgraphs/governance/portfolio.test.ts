import { describe, expect, it } from 'vitest';
import {
  CREATE,
  codes,
  INPUT,
  NEW,
  projectsNow,
  RENAME,
  START,
  STEP,
  servedPortfolio,
  TREES,
  UPDATE,
} from '../../test/support/portfolio.ts';
import { servedTrail } from '../../test/support/trail.ts';

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
    expect((await projectsNow(office))[0]).toEqual(data.project);
  });

  it('replaces what is given, leaves the rest, and takes away what is null', async () => {
    await servedTrail();
    const office = await servedPortfolio();
    const [, before] = await projectsNow(office);
    const { data } = await office.ask(UPDATE, { ...RENAME, changes: { ...RENAME.changes, summary: null } });
    expect(before?.summary?.fr).toContain('Exemple inventé');
    expect(data.project).toEqual({
      ...before,
      version: 3,
      title: { en: 'A register of trees', fr: null },
      summary: null,
    });
    expect((await projectsNow(office))[1]).toEqual(data.project);
  });

  it('of the status is one more step of a history that keeps the others', async () => {
    await servedTrail();
    const office = await servedPortfolio();
    const [, before] = await projectsNow(office);
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
    expect((await projectsNow(office))[1]).toEqual(answers.find(({ data }) => data.project)?.data.project);
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
