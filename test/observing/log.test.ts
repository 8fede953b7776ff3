import { describe, expect, it } from 'vitest';
import { hashOf } from '../../gateway/documents/hash.ts';
import { handler } from '../../gateway/handler.ts';
import { OTHER } from '../../kernel/metrics.ts';
import { eventOf } from '../support/event.ts';
import { type Line, writtenHere } from '../support/lines.ts';
import { BIKES, OURS, observedCity } from '../support/observed-city.ts';

const { city } = observedCity();
const IXELLES = { nisCodes: ['21009'] };

describe('the log', () => {
  it('has one line for a request at the gateway and at each subgraph that it asked, under one trace', async () => {
    const { requestsTo, lines } = writtenHere();
    await city().ask(BIKES);
    const [gateway] = requestsTo('gateway');
    expect(lines().filter(({ message }) => message === 'request')).toHaveLength(3);
    expect(gateway).toMatchObject({
      ...{ level: 'info', path: '/graphql', status: 200, operation: OTHER, hash: hashOf(BIKES), codes: [], cost: 2 },
      ...{ traceId: expect.stringMatching(/^[\da-f]{32}$/), maxAge: expect.any(Number), ms: expect.any(Number) },
    });
    const asked = (gateway as { subgraphs: { subgraph: string }[] }).subgraphs
      .map(({ subgraph }) => subgraph)
      .toSorted();
    expect(asked).toEqual(['environment', 'mobility']);
    for (const name of asked) expect(requestsTo(name)).toMatchObject([{ status: 200, traceId: gateway?.traceId }]);
  });

  it('says of each source what came of it, and how long the slowest question took', async () => {
    const { requestsTo, forget } = writtenHere();
    await city().ask(BIKES);
    const bikes = () =>
      requestsTo('mobility').map(({ sources }) =>
        (sources as Line[]).find(({ dataset }) => dataset === 'villo-stations'),
      );
    // GBFS: the list of feeds, what stations there are, how they are.
    expect(bikes()).toEqual([{ dataset: 'villo-stations', outcome: 'LIVE', ms: expect.any(Number), times: 3 }]);
    forget();
    await city().ask(BIKES);
    expect(bikes()).toMatchObject([{ outcome: 'CACHE' }]);
  });

  it('has the name and the hash of an operation that comes with the gateway', async () => {
    const { requestsTo } = writtenHere();
    await city().ask(OURS, { variables: IXELLES });
    expect(requestsTo('gateway')).toMatchObject([{ operation: 'MunicipalityToday', hash: hashOf(OURS) }]);
  });

  it.each([
    [
      'a refusal',
      '/graphql',
      { query: '{ nonsense }' },
      { status: 400, codes: ['GRAPHQL_VALIDATION_FAILED'], hash: null },
    ],
    ['what is no question', '/graphql', [], { status: 400, operation: OTHER }],
    ['a path that is none', '/of/Jan-Janssens', {}, { status: 404, path: OTHER }],
  ])('has a line for %s', async (_, path, body, line) => {
    const { requestsTo } = writtenHere();
    await fetch(`${city().url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect(requestsTo('gateway')).toMatchObject([line]);
  });

  it('has the name that Lambda gives a call', async () => {
    const { requestsTo } = writtenHere();
    await handler(eventOf(), { awsRequestId: '8f507cfc-xmpl-4697-b07a-ac58fc914c95' });
    expect(requestsTo('gateway')).toMatchObject([{ requestId: '8f507cfc-xmpl-4697-b07a-ac58fc914c95' }]);
  });
});
