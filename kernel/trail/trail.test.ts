import { beforeEach, describe, expect, it } from 'vitest';
import { ACT, at, KEYS, PATIENT, servedTrail } from '../../test/support/trail.ts';
import { rowsOf } from '../../tooling/audit/rows.ts';
import { verify } from '../../tooling/audit/verify.ts';
import { RequestError } from '../errors.ts';
import { closeDoors } from '../http.ts';
import { openTable } from './table.ts';
import { type Act, openTrail } from './trail.ts';
import { openWriter } from './writer.ts';

const trail = openTrail({ now: () => new Date(at()) });
beforeEach(closeDoors);

/** A read that counts how often it is made. */
function reading(answer: () => unknown = () => ['Rue Haute 1']) {
  const made: number[] = [];
  const read = async (): Promise<unknown> => {
    made.push(made.length);
    return answer();
  };
  return { made, ask: (act: Act = ACT) => trail.recorded(act, read, () => 1) };
}

describe('a closed read', () => {
  it('is entered before it is made, and what came of it after', async () => {
    const { requests, snapshot } = await servedTrail();
    const puts: number[] = [];
    const count = (): void => void puts.push(requests.filter((request) => request === 'PutItem').length);
    const read = async (): Promise<readonly string[]> => {
      count();
      return ['Rue Haute 1'];
    };
    const value = await trail.recorded(ACT, read, ({ length }) => length);
    count();
    expect(value).toEqual(['Rue Haute 1']);
    expect(puts).toEqual([6, 8]); // Both heads, the writer, the head of all; then the entry and its head, twice.
    const { entries } = await snapshot();
    expect(entries.map(({ record, of, outcome, count: number }) => [record, of, outcome, number])).toEqual([
      ['INTENT', undefined, undefined, undefined],
      ['OUTCOME', 1, 'DONE', 1],
    ]);
    const { caller, kind, fields, dataset, reason } = ACT;
    expect(entries[0]).toMatchObject({ ...caller, kind, fields, dataset, ...reason, seq: 1, at: at(), key: 'test' });
  });

  it('that is none but a change which fails has no outcome: it may have been made, and the audit says so', async () => {
    const { snapshot } = await servedTrail();
    const lost = () => Promise.reject(new Error('the answer was lost'));
    await expect(trail.recorded({ ...ACT, kind: 'WRITE' }, lost, () => 1)).rejects.toThrow('lost');
    const given = await snapshot();
    expect(given.entries.map(({ record }) => record)).toEqual(['INTENT']);
    expect(verify(given, KEYS).findings.map(({ kind }) => kind)).toEqual(['UNKNOWN_OUTCOME']);
  });

  it('leaves neither what was asked for nor what was read', async () => {
    const { snapshot } = await servedTrail();
    await reading().ask();
    const { entries } = await snapshot();
    expect(JSON.stringify(entries)).not.toMatch(/85\.?07|033\.?61|Rue Haute/);
    // Only who has the key can tell that it was this request.
    await reading().ask();
    await reading().ask({ ...ACT, request: { ids: ['85.07.30-033.62'] } });
    const hashes = (await snapshot()).entries.flatMap((entry) =>
      entry.record === 'INTENT' ? [entry.requestHash] : [],
    );
    expect(hashes[0]).toBe(hashes[1]);
    expect(hashes[0]).not.toBe(hashes[2]);
  });

  it.each(['refuse', '500', 'throttle', 'hang', 'html', 'truncate'])(
    'is not made while the table is down: %s',
    async (fault) => {
      const { fail } = await servedTrail();
      const { made, ask } = reading();
      await fail(fault);
      process.env.TRAIL_TIMEOUT_MS = '200';
      await expect(ask()).rejects.toMatchObject({ extensions: { code: 'TRAIL_UNAVAILABLE', retryable: true } });
      expect(made).toEqual([]);
      await fail(null);
      process.env.TRAIL_TIMEOUT_MS = PATIENT;
      await ask();
      expect(made).toHaveLength(1);
    },
  );

  it('is not made by a process that wrote before, when the table goes', async () => {
    const { fail, snapshot } = await servedTrail();
    const { made, ask } = reading();
    await ask();
    await fail('500');
    await expect(ask()).rejects.toMatchObject({ extensions: { code: 'TRAIL_UNAVAILABLE' } });
    expect(made).toHaveLength(1);
    await fail(null);
    await ask();
    expect(new Set((await snapshot()).entries.map(({ pk }) => pk)).size).toBe(2);
    expect(verify(await snapshot(), KEYS).findings).toEqual([]);
  });

  it.each(['TRAIL_TABLE', 'TRAIL_KEYS', 'TRAIL_TIMEOUT_MS'])('is not made where %s is wrong', async (variable) => {
    await servedTrail();
    process.env[variable] = variable === 'TRAIL_TABLE' ? '' : 'none';
    const { made, ask } = reading();
    await expect(ask()).rejects.toMatchObject({ extensions: { code: 'TRAIL_UNAVAILABLE' } });
    expect(made).toEqual([]);
  });

  it('is entered once when the connection closes after it was stored', async () => {
    let closes = 1;
    const { snapshot } = await servedTrail((operation, body) =>
      operation === 'PutItem' && body.includes('"INTENT"') && closes-- > 0 ? 'cut' : null,
    );
    const { made, ask } = reading();
    await ask();
    expect(made).toHaveLength(1);
    expect(verify(await snapshot(), KEYS)).toMatchObject({ entries: 2, writers: 1, findings: [] });
  });

  it('is withheld when it is not certain that its outcome was entered, and the next one begins a new chain', async () => {
    let isLost = true;
    const { snapshot } = await servedTrail((operation, body) =>
      operation === 'PutItem' && body.includes('"OUTCOME"') && isLost ? 'lost' : null,
    );
    process.env.TRAIL_TIMEOUT_MS = '2000';
    const { made, ask } = reading();
    await expect(ask()).rejects.toMatchObject({ extensions: { code: 'TRAIL_UNAVAILABLE' } });
    expect(made).toHaveLength(1);
    isLost = false;
    process.env.TRAIL_TIMEOUT_MS = PATIENT;
    await ask();
    const { findings, writers } = verify(await snapshot(), KEYS);
    expect(writers).toBe(2);
    expect(findings.map(({ kind, isTampering }) => [kind, isTampering])).toEqual([['HEAD_BEHIND', false]]);
  });

  it('waits for no other read, and all of them are in one chain', async () => {
    const { snapshot } = await servedTrail();
    let begun = 0;
    let allBegan = (): void => {};
    const together = new Promise<void>((resolve) => {
      allBegan = resolve;
    });
    const { ask } = reading(() => {
      if (++begun === 8) allBegan();
      return together;
    });
    await Promise.all(Array.from({ length: 8 }, () => ask()));
    const { entries, writers, findings } = verify(await snapshot(), KEYS);
    expect([entries, writers, findings]).toEqual([16, 1, []]);
  });

  it.each([
    ['REFUSED', new RequestError('BAD_USER_INPUT', 'no agreement')],
    ['FAILED', new Error('out of order')],
  ])('that comes to nothing is entered as %s, and its error goes on', async (outcome, error) => {
    const { snapshot } = await servedTrail();
    const { ask } = reading(() => {
      throw error;
    });
    await expect(ask()).rejects.toBe(error);
    expect(rowsOf((await snapshot()).entries)).toMatchObject([{ outcome, count: 0 }]);
  });

  it.each([
    [{ reason: { ...ACT.reason, purpose: 'x'.repeat(501) } }, /"purpose" may have 500/],
    [{ reason: { ...ACT.reason, caseReference: '\ud800' } }, /surrogate/],
    [{ request: { id: '\udfff' } }, /surrogate/],
  ])('with a text that cannot be entered is refused, and the chain goes on: %j', async (wrong, message) => {
    const { snapshot } = await servedTrail();
    const { made, ask } = reading();
    await ask();
    await expect(ask({ ...ACT, ...wrong })).rejects.toThrow(message);
    await ask();
    expect(made).toHaveLength(2);
    expect(verify(await snapshot(), KEYS)).toMatchObject({ writers: 1, findings: [] });
  });
});

describe('writers', () => {
  it('that begin at once are all in the chain of writers', async () => {
    const { origin, snapshot } = await servedTrail();
    const table = openTable('trail', origin, 5_000);
    await Promise.all(Array.from({ length: 6 }, () => openWriter(at(), table, KEYS)));
    table.close();
    const { writers, findings } = verify(await snapshot(), KEYS);
    expect([writers, findings]).toEqual([6, []]);
  });

  it('build on no chain of writers that others have changed', async () => {
    const { origin } = await servedTrail();
    const table = openTable('trail', origin, 5_000);
    const forger = [{ id: 'test', secret: 'what somebody thinks that the secret is' }] as const;
    await openWriter(at(), table, forger);
    table.close();
    const { made, ask } = reading();
    await expect(ask()).rejects.toMatchObject({ extensions: { code: 'TRAIL_UNAVAILABLE' } });
    expect(made).toEqual([]);
  });
});
