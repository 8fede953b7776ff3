import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { ownSubgraphNames } from '../../tooling/folders.ts';
import { KEYS, type Lane, SUBGRAPH_ROLE, startLane } from './support/lane.ts';
import { type Sent, sendTo } from './support/send.ts';

let lane: Lane;
beforeAll(async () => {
  vi.stubEnv('GATEWAY_KEYS', KEYS);
  lane = await startLane();
}, 60_000);
afterAll(() => lane.close());

it.each(ownSubgraphNames())('%s starts, and answers whoever signs as the gateway', async (id) => {
  const { status, body } = await sendTo(lane, { id });
  expect(status, body).toBe(200);
  expect(JSON.parse(body)).toEqual({ data: { __typename: 'Query' } });
  await lane.subgraph(id).close();
});

const minutes = (count: number) => new Date(Date.now() + count * 60_000);
const without =
  (name: string) =>
  (headers: Record<string, string>): Record<string, string> => {
    const { [name]: _, ...others } = headers;
    return others;
  };

it.each<[what: string, sent: () => Sent, why: string]>([
  ['that nobody signed', () => ({ isSigned: false }), 'no signature'],
  ['whose body is another', () => ({ otherBody: '{"query":"{ other }"}' }), 'another signature'],
  ['whose header was changed', () => ({ change: (all) => ({ ...all, 'content-digest': 'x' }) }), 'another signature'],
  [
    'with a header of AWS that is not signed',
    () => ({ change: (all) => ({ ...all, 'x-amz-meta': 'x' }) }),
    'a header is not signed',
  ],
  ['that lacks a header which was signed', () => ({ change: without('content-digest') }), 'a signed header is missing'],
  [
    'whose host is not signed',
    () => ({ change: (all) => ({ ...all, authorization: all.authorization?.replace('host;', '') ?? '' }) }),
    'a header is not signed',
  ],
  ['that is sent again after its time', () => ({ at: minutes(-6) }), 'not now'],
  ['from the future', () => ({ at: minutes(6) }), 'not now'],
  [
    'whose date is another than the signed one',
    () => ({ change: (all) => ({ ...all, 'x-amz-date': '20200101T000000Z' }) }),
    'another day',
  ],
  ['for another service', () => ({ service: 'execute-api' }), 'another service'],
  ['for another region', () => ({ region: 'eu-west-1' }), 'another region'],
  ['by a key that is not known', () => ({ role: 'ASIANOBODY' }), 'unknown key'],
  ['with the wrong secret', () => ({ secret: 'wrong' }), 'another signature'],
  ['of another session', () => ({ change: (all) => ({ ...all, 'x-amz-security-token': 'old' }) }), 'another session'],
  ['by a role that may not', () => ({ role: SUBGRAPH_ROLE }), 'not allowed'],
  ['to a function that is not there', () => ({ id: 'nothing' }), 'not allowed'],
])('a request %s does not reach a function', async (_, sent, why) => {
  const before = lane.subgraph('economy').inits();
  expect(await sendTo(lane, sent())).toEqual({ status: 403, body: '{"Message":"Forbidden"}' });
  expect(lane.front.refusals().at(-1)).toBe(why);
  expect(lane.subgraph('economy').inits()).toBe(before);
});

it('a request that AWS lets through and the gateway did not sign is refused by the subgraph', async () => {
  const { status, body } = await sendTo(lane, { isForeign: true });
  expect(status).toBe(401);
  expect(JSON.parse(body).errors[0].extensions.code).toBe('UNAUTHENTICATED');
});
