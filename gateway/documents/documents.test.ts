import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { apiSdl } from '../__generated__/api.ts';
import { facts } from '../__generated__/facts.ts';
import { supergraphSdl } from '../__generated__/supergraph.ts';
import { createGateway } from '../gateway.ts';
import type { Asker } from './documents.ts';
import { hashOf } from './hash.ts';
import { standardMode } from './mode.ts';

const TRUSTED = 'query Trusted { __typename }';
const OWN = 'query Own { __typename }';
const OTHER = 'query Other { __typename }';
const INTROSPECTION = '{ __schema { queryType { name } } }';

/** A gateway that nobody stands behind, with one document of its own and one of the client `app`. */
function gatewayFor(asker: Partial<Asker> | null, find?: () => Promise<string | null>) {
  const lookups: string[] = [];
  const gateway = createGateway(
    { supergraphSdl, apiSdl, facts },
    {
      ask: () => Promise.reject(new Error('nobody is asked here')),
      documents: {
        trusted: new Map([[hashOf(TRUSTED), TRUSTED]]),
        published: {
          find: (client, hash) => {
            lookups.push(`${client} ${hash}`);
            return find?.() ?? Promise.resolve(client === 'app' && hash === hashOf(OWN) ? OWN : null);
          },
        },
        askerOf: () => ({ client: 'app', mode: 'prefer', ...(asker ?? { mode: standardMode() }) }),
      },
    },
  );
  const send = async (method: string, rawQueryString: string, body?: string) => {
    const http = { method, path: '/graphql', protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: '' };
    const headers = { 'content-type': 'application/json' };
    const answer = await gateway.answer({
      ...{ version: '2.0', routeKey: '', rawPath: '/graphql', rawQueryString, isBase64Encoded: false, headers },
      ...(body === undefined ? {} : { body }),
      requestContext: { http } as APIGatewayProxyEventV2['requestContext'],
    });
    const { data, errors } = JSON.parse(answer.body ?? '');
    return { status: answer.statusCode, data, ...errors?.[0]?.extensions, message: errors?.[0]?.message };
  };
  return {
    lookups,
    post: (body: object) => send('POST', '', JSON.stringify(body)),
    get: (search: Record<string, string>) => send('GET', String(new URLSearchParams(search))),
  };
}

const byHash = (hash: unknown, version: unknown = 1) => ({
  extensions: { persistedQuery: { version, sha256Hash: hash } },
});
const answered = { status: 200, data: { __typename: 'Query' } };
const notFound = { status: 200, code: 'PERSISTED_QUERY_NOT_FOUND', message: 'PersistedQueryNotFound' };

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('a trusted document is answered by its hash', () => {
  const { post, get } = gatewayFor({});

  it.each([
    ['with the protocol of Apollo', byHash(hashOf(TRUSTED))],
    ['with the member of GraphQL over HTTP', { documentId: `sha256:${hashOf(TRUSTED)}` }],
    ['with both', { ...byHash(hashOf(TRUSTED)), documentId: `sha256:${hashOf(TRUSTED)}` }],
  ])('%s', async (_, request) => {
    expect(await post(request)).toMatchObject(answered);
    const search = Object.entries(request).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]);
    expect(await get(Object.fromEntries(search))).toMatchObject(answered);
  });

  it('but its client has to know the hash: the name of the operation is none', async () => {
    expect(await post({ operationName: 'Trusted' })).toMatchObject({ status: 400, code: 'BAD_REQUEST' });
  });
});

describe('what is no hash is refused, and looked up nowhere', () => {
  it.each([
    ['a name that every object knows', '__proto__'],
    ['another', 'constructor'],
    ['nothing', ''],
    ['a number', 7],
    ['a list', [hashOf(TRUSTED)]],
    ['upper-case digits', hashOf(TRUSTED).toUpperCase()],
    ['a line more', `${hashOf(TRUSTED)}\n`],
    ['90,000 digits', 'a'.repeat(90_000)],
  ])('%s', async (_, hash) => {
    const { post, lookups } = gatewayFor({});
    expect(await post(byHash(hash))).toMatchObject({ status: 400, code: 'BAD_REQUEST' });
    expect(await post({ documentId: typeof hash === 'string' ? `sha256:${hash}` : hash })).toMatchObject({
      status: 400,
      code: 'BAD_REQUEST',
    });
    expect(await post({ query: TRUSTED, ...byHash(hash) })).toMatchObject({ status: 400 });
    expect(lookups).toEqual([]);
  });

  it.each([
    ['another version', byHash(hashOf(TRUSTED), 2)],
    ['an extension that is none', { extensions: { persistedQuery: hashOf(TRUSTED) } }],
    ['an id without its prefix', { documentId: hashOf(TRUSTED) }],
    ['two hashes', { ...byHash(hashOf(TRUSTED)), documentId: `sha256:${hashOf(OWN)}` }],
    ['a document that has another hash', { query: OTHER, ...byHash(hashOf(TRUSTED)) }],
  ])('%s', async (_, request) => {
    const { post, lookups } = gatewayFor({});
    expect(await post(request)).toMatchObject({ status: 400, code: 'BAD_REQUEST' });
    expect(lookups).toEqual([]);
  });
});

describe('prefer', () => {
  it('answers documents as well, and none of them becomes known by that', async () => {
    const { post } = gatewayFor({ mode: 'prefer' });
    expect(await post({ query: OTHER })).toMatchObject(answered);
    expect(await post({ query: OTHER, ...byHash(hashOf(OTHER)) })).toMatchObject(answered);
    expect(await post(byHash(hashOf(OTHER)))).toMatchObject({ ...notFound, retryable: false });
  });

  it('knows what a client has published, for that client', async () => {
    expect(await gatewayFor({ client: 'app' }).post(byHash(hashOf(OWN)))).toMatchObject(answered);
    expect(await gatewayFor({ client: 'other' }).post(byHash(hashOf(OWN)))).toMatchObject(notFound);
    const nobody = gatewayFor({ client: null });
    expect(await nobody.post(byHash(hashOf(OWN)))).toMatchObject(notFound);
    expect(nobody.lookups).toEqual([]);
  });

  it('says that it is worth another try when what is published cannot be looked up', async () => {
    const { post } = gatewayFor({}, () => Promise.reject(new Error('out of order')));
    expect(await post(byHash(hashOf(OWN)))).toMatchObject({ ...notFound, retryable: true });
    expect(await post(byHash(hashOf(TRUSTED)))).toMatchObject(answered);
    const unchecked = gatewayFor({ client: null, isUnchecked: true });
    expect(await unchecked.post(byHash(hashOf(OWN)))).toMatchObject({ ...notFound, retryable: true });
  });
});

describe('only', () => {
  it.each([
    ['a document', OTHER],
    ['introspection', INTROSPECTION],
    ['what cannot be parsed', '{ '],
    ['the text of a trusted document without its hash', TRUSTED],
  ])('refuses %s, before it is parsed', async (_, query) => {
    const { post, get, lookups } = gatewayFor({ mode: 'only' });
    expect(await post({ query })).toMatchObject({ status: 403, code: 'PERSISTED_QUERY_REQUIRED', retryable: false });
    expect(await get({ query })).toMatchObject({ status: 403, code: 'PERSISTED_QUERY_REQUIRED' });
    expect(lookups).toEqual([]);
  });

  it('answers what is known, and refuses what is not, with or without its text', async () => {
    const { post } = gatewayFor({ mode: 'only' });
    for (const text of [TRUSTED, OWN]) {
      expect(await post(byHash(hashOf(text)))).toMatchObject(answered);
      expect(await post({ query: text, ...byHash(hashOf(text)) })).toMatchObject(answered);
    }
    expect(await post(byHash(hashOf(OTHER)))).toMatchObject(notFound);
    expect(await post({ query: OTHER, ...byHash(hashOf(OTHER)) })).toMatchObject({ status: 403 });
  });
});

describe('off', () => {
  it('looks no hash up, and tells clients that they need not try again', async () => {
    const { post, lookups } = gatewayFor({ mode: 'off' });
    expect(await post(byHash(hashOf(TRUSTED)))).toMatchObject({
      status: 200,
      code: 'PERSISTED_QUERY_NOT_SUPPORTED',
      message: 'PersistedQueryNotSupported',
    });
    expect(await post({ query: TRUSTED, ...byHash(hashOf(TRUSTED)) })).toMatchObject(answered);
    expect(lookups).toEqual([]);
  });
});

describe('TRUSTED_DOCUMENTS', () => {
  it('is the mode of whoever has none of their own', async () => {
    const { post } = gatewayFor(null);
    expect(await post({ query: OTHER })).toMatchObject(answered);
    vi.stubEnv('TRUSTED_DOCUMENTS', 'only');
    expect(await post({ query: OTHER })).toMatchObject({ status: 403 });
  });

  it('takes three words', () => {
    vi.stubEnv('TRUSTED_DOCUMENTS', 'always');
    expect(standardMode).toThrow('TRUSTED_DOCUMENTS takes off, prefer or only');
  });
});
