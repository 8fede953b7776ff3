import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type Captured, replay } from '../../../../test/support/replay.ts';
import captured from './fixture/captured.json' with { type: 'json' };
import { enterpriseRegister } from './source.ts';

const BATCH_GET = 'POST DynamoDB_20120810.BatchGetItem';
const { Responses } = captured[BATCH_GET];

interface BatchGet {
  readonly RequestItems: {
    readonly 'enterprise-register': { readonly Keys: { readonly pk: { readonly S: string } }[] };
  };
}

beforeEach(() => {
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
  vi.stubEnv('AWS_REGION', 'eu-west-1');
  return () => vi.unstubAllEnvs();
});

async function read(numbers: readonly string[], answers: Captured = captured) {
  const { door, asked } = await replay(enterpriseRegister, answers);
  const found = await enterpriseRegister.provides.enterprises?.(door, numbers);
  return { found: found ?? new Map(), asked };
}

it('reads an enterprise with its official names, whatever order the table answers in', async () => {
  const { found } = await read(['0708000624', '0708004483']);
  expect(found.get('0708000624')).toMatchObject({
    names: { fr: 'Boulangerie Exemplaire', nl: 'Bakkerij Voorbeeldig' },
    legalForm: '610',
    status: 'ACTIVE',
    startDate: '1960-08-09',
    activities: [{ naceCode: '10711', naceVersion: '2008', main: true }],
    address: { street: { fr: "Rue de l'Exemple", nl: 'Voorbeeldstraat' }, houseNumber: '12A', postalCode: '1050' },
    nisCode: '21009',
  });
});

it('reads one that has little: a name in no known language, no form, no date, no address', async () => {
  const { found } = await read(['0708004483']);
  expect(found.get('0708004483')).toMatchObject({
    names: { fr: 'FICTA', nl: 'FICTA' },
    legalForm: null,
    status: 'STOPPED',
    startDate: null,
    activities: [],
    address: null,
  });
});

it('leaves out a number that the register does not have', async () => {
  const { found } = await read(['0200065765', '0708000624']);
  expect([...found.keys()]).toEqual(['0708000624']);
});

it('asks for at most a hundred enterprises at a time', async () => {
  const many = Array.from({ length: 150 }, (_, index) => String(index).padStart(10, '0'));
  const { found, asked } = await read([...many, '0708000624']);
  expect([...found.keys()]).toEqual(['0708000624']);
  expect(asked).toHaveLength(2);
});

it('lets a row that does not fit fail alone', async () => {
  const rows = Responses['enterprise-register'].map((row, index) =>
    index === 0 ? { ...row, Status: { S: '??' } } : row,
  );
  const { found } = await read(['0708000624', '0708004483'], {
    [BATCH_GET]: { Responses: { 'enterprise-register': rows }, UnprocessedKeys: {} },
  });
  expect(found.get('0708004483')).toMatchObject({ extensions: { code: 'SOURCE_INVALID', field: 'Status' } });
  expect(found.get('0708000624')).toMatchObject({ status: 'ACTIVE' });
});

it('reads the numbers of a municipality in their order', async () => {
  const { door } = await replay(enterpriseRegister, captured);
  const page = { nisCode: '21009', after: null, limit: 2 };
  expect(await enterpriseRegister.provides.enterpriseNumbers?.(door, page)).toEqual(['0708000624', '0708004483']);
});

describe('a table that is busy', () => {
  /** Answers one key a time and leaves the others unprocessed; `never` are left every time. */
  const oneAtATime =
    (never: readonly string[] = []) =>
    ({ RequestItems }: BatchGet) => {
      const { Keys } = RequestItems['enterprise-register'];
      const answered = Keys.find(({ pk }) => !never.includes(pk.S));
      const left = Keys.filter((key) => key !== answered);
      return {
        Responses: {
          'enterprise-register': Responses['enterprise-register'].filter(({ pk }) => pk.S === answered?.pk.S),
        },
        UnprocessedKeys: left.length > 0 ? { 'enterprise-register': { Keys: left } } : {},
      };
    };

  it('is asked again for the keys that it left unprocessed, and for no others', async () => {
    const { found, asked } = await read(['0708000624', '0708004483'], { [BATCH_GET]: oneAtATime() });
    expect([...found.values()].filter((value) => value instanceof Error)).toEqual([]);
    expect(found.size).toBe(2);
    expect(asked).toHaveLength(2);
  });

  it('is not asked for ever: the keys left over fail, the others are complete', async () => {
    const { found, asked } = await read(['0708000624', '0708004483'], {
      [BATCH_GET]: oneAtATime(['ENTERPRISE#0708004483']),
    });
    expect(found.get('0708000624')).toMatchObject({ status: 'ACTIVE' });
    expect(found.get('0708004483')).toMatchObject({ extensions: { code: 'SOURCE_THROTTLED', retryable: true } });
    expect(asked).toHaveLength(4);
  });
});

it('calls a table that refuses us an outage that asking again does not mend', async () => {
  const { found } = await read(['0708000624'], {});
  expect(found.get('0708000624')).toMatchObject({ extensions: { code: 'SOURCE_REFUSED', retryable: false } });
});
