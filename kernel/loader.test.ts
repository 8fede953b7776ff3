import { describe, expect, it } from 'vitest';
import { grouped, keyed, once } from './loader.ts';

describe('keyed', () => {
  it('gives values in the order of the keys, whatever the order of the batch', async () => {
    const loader = keyed(async (keys: readonly string[]) => new Map(keys.toReversed().map((key) => [key, `${key}!`])));
    expect(await loader.loadMany(['b', 'a', 'c'])).toEqual(['b!', 'a!', 'c!']);
  });

  it('asks once for a key that is wanted twice, with all others in one batch', async () => {
    const batches: (readonly string[])[] = [];
    const loader = keyed(async (keys: readonly string[]) => {
      batches.push(keys);
      return new Map(keys.map((key) => [key, key]));
    });
    await Promise.all([loader.load('a'), loader.load('b'), loader.load('a')]);
    expect(batches).toEqual([['a', 'b']]);
  });

  it('cuts the keys into chunks, asked side by side', async () => {
    const batches: (readonly number[])[] = [];
    let asking = 0;
    let most = 0;
    const loader = keyed(
      async (keys: readonly number[]) => {
        batches.push(keys);
        most = Math.max(most, ++asking);
        await new Promise((resolve) => setTimeout(resolve, 5));
        asking--;
        return new Map(keys.map((key) => [key, key * 10]));
      },
      { chunk: 2 },
    );
    expect(await loader.loadMany([1, 2, 3, 4, 5])).toEqual([10, 20, 30, 40, 50]);
    expect(batches).toEqual([[1, 2], [3, 4], [5]]);
    expect(most).toBe(3);
  });

  it('puts the failure of a chunk on its own keys only', async () => {
    const down = new Error('down');
    const loader = keyed(
      async (keys: readonly number[]) => {
        if (keys.includes(3)) throw down;
        return new Map(keys.map((key) => [key, key]));
      },
      { chunk: 2 },
    );
    expect(await loader.loadMany([1, 2, 3, 4, 5])).toEqual([1, 2, down, down, 5]);
  });

  it('makes an error of whatever is thrown', async () => {
    const loader = keyed<string, string>(() => Promise.reject('no route'));
    await expect(loader.load('a')).rejects.toThrow('no route');
  });

  it('gives a failure that stands in the place of one value to that key', async () => {
    const gone = new Error('gone');
    const loader = keyed<string, string>(
      async () =>
        new Map<string, string | Error>([
          ['a', gone],
          ['b', 'b'],
        ]),
    );
    expect(await loader.loadMany(['a', 'b'])).toEqual([gone, 'b']);
  });

  it('gives null for a key without a value', async () => {
    expect(await keyed<string, string>(async () => new Map()).load('a')).toBeNull();
  });
});

describe('grouped', () => {
  it('gives an empty list for a key without one', async () => {
    const loader = grouped<string, number>(async () => new Map([['a', [1, 2]]]));
    expect(await loader.loadMany(['b', 'a'])).toEqual([[], [1, 2]]);
  });
});

describe('once', () => {
  it('asks at the first call and gives everybody the same answer', async () => {
    let asked = 0;
    const ask = once(async () => ++asked);
    expect(asked).toBe(0);
    expect(await Promise.all([ask(), ask()])).toEqual([1, 1]);
    expect(await ask()).toBe(1);
  });

  it('gives everybody the same failure', async () => {
    let asked = 0;
    const ask = once(async () => {
      asked++;
      throw new Error('down');
    });
    await expect(ask()).rejects.toThrow('down');
    await expect(ask()).rejects.toThrow('down');
    expect(asked).toBe(1);
  });
});
