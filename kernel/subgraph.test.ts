import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { expect, it } from 'vitest';
import { signed } from '../test/support/signed.ts';
import { SourceError } from './errors.ts';
import { urbisMunicipalities } from './geography/urbis-municipalities/source.ts';
import { createSubgraphHandler, defineSubgraph } from './subgraph.ts';

const handler = createSubgraphHandler(
  defineSubgraph({
    name: 'test',
    typeDefs: `
      scalar DateTime
      enum Language { FR NL }
      type LocalizedText { value(lang: Language): String! }
      type Municipality { nisCode: ID! }
      type Provenance { freshUntil: DateTime freshness: String dataset: Dataset }
      type Measurement { observedAt: DateTime }
      type Dataset { publisher: String licence: String licenceUrl: String attribution: String }
      type Query { municipalities(nisCodes: [ID!]): [Municipality]! broken: String down: String partial: String name: LocalizedText }
    `,
    resolvers: {
      Query: {
        broken: () => {
          throw new TypeError('secret detail');
        },
        down: () => {
          throw new SourceError('SOURCE_UNAVAILABLE', urbisMunicipalities, { cause: new Error('connect 10.0.0.1') });
        },
        name: () => ({ fr: 'Ixelles', nl: 'Elsene' }),
        partial: (_: unknown, __: unknown, { loaders }: { loaders: { partial: () => string } }) => loaders.partial(),
      },
    },
    createLoaders: (door) => ({
      partial: () => {
        door.outages.push(new SourceError('SOURCE_TIMEOUT', urbisMunicipalities), new TypeError('secret detail'));
        return 'half';
      },
    }),
  }),
);

/** An event as a Function URL sends it. */
function event(body: string, headers: Record<string, string> = {}): APIGatewayProxyEventV2 {
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: '/',
    rawQueryString: '',
    headers: { 'content-type': 'application/json', ...signed(body), ...headers },
    isBase64Encoded: false,
    body,
    requestContext: {
      accountId: 'anonymous',
      apiId: 'test',
      domainName: 'localhost',
      domainPrefix: 'test',
      http: { method: 'POST', path: '/', protocol: 'HTTP/1.1', sourceIp: '', userAgent: '' },
      requestId: 'test',
      routeKey: '$default',
      stage: '$default',
      time: '',
      timeEpoch: 0,
    },
  };
}

const ask = async (...given: Parameters<typeof event>) => {
  const { statusCode, body } = await handler(event(...given));
  return { statusCode, ...JSON.parse(body ?? '') };
};

it('tells a client nothing of a fault of its own', async () => {
  const answer = await ask('{"query":"{ broken }"}');
  expect(answer).toMatchObject({
    data: { broken: null },
    errors: [{ path: ['broken'], extensions: { code: 'INTERNAL_SERVER_ERROR' } }],
  });
  expect(JSON.stringify(answer)).not.toContain('secret');
});

it('says which administration failed, and nothing of how', async () => {
  const answer = await ask('{"query":"{ down }"}');
  expect(answer.errors).toMatchObject([
    {
      message: 'UrbIS municipalities could not be reached.',
      extensions: { code: 'SOURCE_UNAVAILABLE', dataset: 'urbis-municipalities' },
    },
  ]);
  expect(JSON.stringify(answer)).not.toContain('10.0.0.1');
});

it('names a source that is down though no field is null for it', async () => {
  expect(await ask('{"query":"{ partial }"}')).toMatchObject({
    data: { partial: 'half' },
    errors: [
      { message: expect.any(String), extensions: { code: 'SOURCE_TIMEOUT', dataset: 'urbis-municipalities' } },
      { message: 'The test domain failed on our side.', extensions: { code: 'INTERNAL_SERVER_ERROR' } },
    ],
  });
});

it('answers in the reader’s language', async () => {
  expect(await ask('{"query":"{ name { value } }"}', { 'accept-language': 'nl-BE' })).toMatchObject({
    data: { name: { value: 'Elsene' } },
  });
});
