import { describe, expect, it } from 'vitest';
import {
  CREATE,
  codes,
  NEW,
  projectsNow,
  RENAME,
  START,
  STEP,
  servedPortfolio,
  UPDATE,
} from '../../test/support/portfolio.ts';
import { KEYS, servedTrail } from '../../test/support/trail.ts';
import { verify } from '../../tooling/audit/verify.ts';

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
      const first = await office.ask(STEP, START, { deadline: '3000' });
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
    expect((await projectsNow(office))[1]).toMatchObject({ version: 3 });
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
    process.env.TRAIL_TIMEOUT_MS = '2000';
    const office = await servedPortfolio();
    expect(codes(await office.ask(CREATE, NEW))).toEqual(['TRAIL_UNAVAILABLE']);
    isDown = false;
    process.env.TRAIL_TIMEOUT_MS = '10000';
    expect((await office.ask(CREATE, NEW)).data.project).toMatchObject({ id: 'quiet-streets', version: 1 });
    expect(office.writes()).toBe(1);
  });
});
