import { beforeEach, describe, expect, it } from 'vitest';
import { counting, open } from '../../test/support/door.ts';
import { table } from '../../test/support/shared-table.ts';
import { testSource } from '../../test/support/source.ts';
import { SourceError } from '../errors.ts';
import { closeDoors } from '../http.ts';

const source = testSource({ freshFor: 1 });
beforeEach(closeDoors);

describe('a quota', () => {
  it('is kept to, and says when it may be asked again', async () => {
    process.env.TEST_SOURCE_QUOTA = '2/60';
    const { ask, clock, seen } = await open(counting(), source);
    await ask({ page: '1' });
    await ask({ page: '2' });
    const refused: unknown = await ask({ page: '3' }).catch((error) => error);
    expect(refused).toMatchObject({ extensions: { code: 'SOURCE_THROTTLED', retryAfter: 63 } });
    clock.seconds = 62;
    await expect(ask({ page: '3' })).rejects.toThrow(SourceError);
    clock.seconds = 63;
    await ask({ page: '3' });
    expect(seen).toHaveLength(3);
    delete process.env.TEST_SOURCE_QUOTA;
  });

  it.each(['alone', 'in the table'])(
    'is used up by no caller alone, counted %s: a third is for the others',
    async (how) => {
      process.env.TEST_SOURCE_QUOTA = '6/60';
      if (how === 'in the table') await table();
      const { ask, enter, seen } = await open(counting(), source);
      const greedy = enter(undefined, 'client:greedy');
      for (let page = 1; page <= 4; page++) await ask({ page: String(page) }, greedy);
      const refused: unknown = await ask({ page: '5' }, greedy).catch((error) => error);
      expect(refused).toMatchObject({ extensions: { code: 'SOURCE_THROTTLED', retryAfter: expect.any(Number) } });
      // What the others ask is not held up by what it asks in vain.
      const [vain, modest] = await Promise.allSettled([
        ask({ page: '6' }, greedy),
        ask({ page: '6' }, enter(undefined, 'client:modest')),
      ]);
      expect([vain.status, modest.status]).toEqual(['rejected', 'fulfilled']);
      expect((await ask({ page: '6' }, greedy)).value).toEqual({ count: 5 }); // It is kept already.
      expect(seen).toHaveLength(5);
      delete process.env.TEST_SOURCE_QUOTA;
    },
  );
});
