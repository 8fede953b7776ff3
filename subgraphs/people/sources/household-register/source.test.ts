import { beforeEach, expect, it, vi } from 'vitest';
import { type Captured, replay } from '../../../../test/support/replay.ts';
import captured from './fixture/captured.json' with { type: 'json' };
import { householdRegister } from './source.ts';

const QUERY = 'POST DynamoDB_20120810.Query';
const GET = 'POST DynamoDB_20120810.BatchGetItem';
const { households, agreements } = householdRegister.provides;

beforeEach(() => {
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
  vi.stubEnv('AWS_REGION', 'eu-west-1');
  return () => vi.unstubAllEnvs();
});

it('reads the households that there are, with one request', async () => {
  const { door, asked } = await replay(householdRegister, captured);
  expect(await households?.(door, ['INV-0003', 'INV-9999', 'INV-0003'])).toEqual([
    {
      id: 'INV-0003',
      size: 3,
      children: 1,
      municipality: { nisCode: '21003' },
      provenance: { source: householdRegister, observedAt: null, retrievedAt: expect.any(Date) },
    },
  ]);
  expect(asked).toEqual([GET]);
});

it('reads the agreements with an administration, and asks for no other', async () => {
  const bodies: { ExpressionAttributeValues?: object }[] = [];
  const answers: Captured = { [QUERY]: (body: object) => bodies.push(body) && captured[QUERY] };
  const { door } = await replay(householdRegister, answers);
  expect(await agreements?.(door, 'city-of-brussels')).toEqual([
    {
      fields: ['Household.id', 'Household.size'],
      purposes: new Map([['social-housing-allocation', 'invented-housing-code-art-7']]),
      from: new Date('2026-01-01T00:00:00Z'),
      until: new Date('2027-01-01T00:00:00Z'),
    },
  ]);
  expect(bodies[0]?.ExpressionAttributeValues).toEqual({ ':consumer': { S: 'AGREEMENT#city-of-brussels' } });
});

it('is invalid when an agreement has no end: one that never ends is none', async () => {
  const [{ until: _, ...endless } = {}] = captured[QUERY].Items;
  const { door } = await replay(householdRegister, { [QUERY]: { Items: [endless] } });
  await expect(agreements?.(door, 'city-of-brussels')).rejects.toMatchObject({
    extensions: { code: 'SOURCE_INVALID', dataset: 'household-register', field: 'until' },
  });
});
