import { beforeEach, describe, expect, it, vi } from 'vitest';
import { eventOf } from '../../test/support/event.ts';
import { secretsManager } from '../../test/support/secrets-manager.ts';
import { handler } from '../handler.ts';

const get = async (headers: Record<string, string> = {}, path = '/schema.graphql') => {
  const event = eventOf(headers);
  const { http } = event.requestContext;
  return handler({ ...event, requestContext: { ...event.requestContext, http: { ...http, method: 'GET', path } } });
};

beforeEach(() => {
  vi.unstubAllEnvs();
});

it('asks for no key where no proxy is in front', async () => {
  expect((await get()).statusCode).toBe(200);
});

describe('behind a proxy', () => {
  beforeEach(() => {
    vi.stubEnv('PROXY_KEY_HEADER', 'X-Proxy-Key');
    vi.stubEnv('PROXY_KEY_A', 'a'.repeat(40));
    vi.stubEnv('PROXY_KEY_B', 'b'.repeat(40));
  });

  it.each(['/', '/graphql', '/schema.graphql', '/catalogue', '/health', '/nothing'])(
    'refuses at %s whoever goes around it, or shows another key',
    async (path) => {
      for (const headers of [{}, { 'x-proxy-key': '' }, { 'x-proxy-key': 'c'.repeat(40) }]) {
        const refused = await get(headers, path);
        expect(refused.statusCode).toBe(403);
        expect(refused.headers?.['cache-control']).toBe('no-store');
      }
    },
  );

  it('accepts either of two keys, so that one can be exchanged while the other is in use', async () => {
    for (const key of ['a', 'b']) expect((await get({ 'x-proxy-key': key.repeat(40) })).statusCode).toBe(200);
  });

  it('stays closed while it cannot know the keys', async () => {
    vi.stubEnv('PROXY_KEY_A', '');
    vi.stubEnv('PROXY_KEY_B', '');
    for (const headers of [{}, { 'x-proxy-key': '' }, { 'x-proxy-key': 'null' }])
      expect((await get(headers)).statusCode).toBe(503);
  });

  it('knows a key that lies with Secrets Manager alone', async () => {
    vi.stubEnv('PROXY_KEY_B', '');
    vi.stubEnv('PROXY_KEY_B_SECRET_ID', 'graph/PROXY_KEY_B');
    await secretsManager({ 'graph/PROXY_KEY_B': 'd'.repeat(40) });
    vi.resetModules(); // A new instance.
    const { handler: fresh } = await import('../handler.ts');
    const event = eventOf({ 'x-proxy-key': 'd'.repeat(40) });
    const http = { ...event.requestContext.http, method: 'GET', path: '/schema.graphql' };
    const answer = await fresh({ ...event, requestContext: { ...event.requestContext, http } });
    expect(answer.statusCode).toBe(200);
  });
});
