import type { ServerResponse } from 'node:http';
import { SignJWT, UnsecuredJWT } from 'jose';
import { beforeEach, describe, expect, it } from 'vitest';
import { closeDoors } from '../../kernel/http.ts';
import { clientOf, clients } from '../../test/support/clients.ts';
import { START } from '../../test/support/door.ts';
import { eventOf } from '../../test/support/event.ts';
import { AUDIENCE, issuer, type SigningKey, signingKey } from '../../test/support/issuer.ts';
import { createIdentify } from './identify.ts';

beforeEach(closeDoors);

async function world(...keys: readonly SigningKey[]) {
  const known = await clients();
  const oidc = await issuer(...keys);
  await known.register.add(clientOf('desk', { scopes: ['households:read', 'projects:write'] }), false);
  const identify = createIdentify(known.clock);
  const send = async (headers: Record<string, string>) => {
    const result = await identify(eventOf(headers));
    if ('kind' in result) return result;
    const { errors } = JSON.parse(result.body ?? '');
    return { status: result.statusCode, challenge: result.headers?.['www-authenticate'], ...errors[0] };
  };
  const withToken = (token: string) => send({ authorization: `Bearer ${token}` });
  return { ...known, ...oidc, send, withToken };
}
const UNKNOWN = { status: 401, message: 'The token is not accepted.', extensions: { code: 'UNAUTHENTICATED' } };
const DESK = { kind: 'TOKEN', account: 'client:desk' };
const UNCHECKED = { kind: 'TOKEN', client: null, unchecked: true };

describe('a token', () => {
  it('gives the scopes that both it and the record of its client have', async () => {
    const { token, withToken } = await world();
    const identity = await withToken(await token({ scope: 'openid households:read permits:read' }));
    expect(identity).toMatchObject(DESK);
    expect(identity.scopes).toEqual(new Set(['households:read']));
    expect((await withToken(await token())).scopes).toEqual(new Set());
  });

  it.each(['RS256', 'PS256', 'ES256', 'EdDSA'])('may be signed with %s', async (alg) => {
    const { token, withToken } = await world(await signingKey('first', alg));
    expect(await withToken(await token())).toMatchObject(DESK);
  });

  it('names its client as RFC 9068 does, too, and the client must be registered', async () => {
    const { register, time, token, withToken } = await world();
    expect(await withToken(await token({ azp: undefined, client_id: 'desk' }))).toMatchObject(DESK);
    expect(await withToken(await token({ azp: 'somebody-else' }))).toMatchObject(UNKNOWN);
    expect(await withToken(await token({ azp: undefined }))).toMatchObject(UNKNOWN);
    for (const azp of [7 as never, '', 'x'.repeat(2_000), 'Desk', '__proto__'])
      expect(await withToken(await token({ azp }))).toMatchObject(UNKNOWN);
    expect(await withToken(await token({}))).toMatchObject(DESK); // The table was not asked for any of them.
    await register.revoke('desk', null);
    time.seconds = 60;
    expect(await withToken(await token())).toMatchObject(UNKNOWN);
  });

  it('that has expired says so, and how to show another (RFC 6750)', async () => {
    const { time, token, withToken } = await world();
    const short = await token({}, undefined, 0, 60);
    time.seconds = 60 + 29;
    expect(await withToken(short)).toMatchObject(DESK); // Clocks differ.
    time.seconds = 60 + 31;
    const { status, message, challenge } = await withToken(short);
    expect([status, message]).toEqual([401, 'The token has expired.']);
    expect(challenge).toMatch(/^Bearer realm="[^"]+", error="invalid_token", error_description="[^"]+"$/);
  });

  it.each<[string, (known: Awaited<ReturnType<typeof world>>) => Promise<string> | string]>([
    ['without a signature', ({ origin }) => unsigned(origin)],
    ['whose signature was taken off', async ({ token }) => (await token()).replace(/[^.]*$/, '')],
    ['signed with the public key as a shared secret', ({ origin, first }) => signedWithPublicKey(origin, first.public)],
    ['changed after it was signed', async ({ token }) => tampered(await token())],
    ['that is not yet valid', ({ token }) => token({}, undefined, 60)],
    ['for somebody else', ({ token }) => token({ aud: 'https://elsewhere.example.org' })],
    ['of another issuer', ({ token }) => token({ iss: 'https://elsewhere.example.org' })],
    ['that never expires', ({ origin, first }) => endless(origin, first)],
    ["of a key of the same name that is not the issuer's", async ({ token }) => token({}, await signingKey('first'))],
    ['that is far too long', ({ token }) => token({ scope: 'x '.repeat(5_000) })],
    ['that is none', () => 'letmein'],
  ])('%s is refused', async (_, make) => {
    const known = await world();
    expect(await known.withToken(await make(known))).toMatchObject(UNKNOWN);
  });

  it.each(['Basic ZGVzazpzZWNyZXQ=', 'Bearer', 'Bearer a b', ''])('is not what "%s" is', async (authorization) => {
    const { requests, send } = await world();
    expect(await send({ authorization })).toMatchObject(UNKNOWN);
    expect(requests).toEqual([]);
  });

  it('beside an API key is one too many', async () => {
    const { send, token } = await world();
    const both = { authorization: `Bearer ${await token()}`, 'x-api-key': 'x' };
    expect(await send(both)).toMatchObject({ status: 400, extensions: { code: 'BAD_REQUEST' } });
  });

  it('is refused where there is no issuer', async () => {
    const { token, withToken } = await world();
    delete process.env.OIDC_ISSUER;
    expect(await withToken(await token())).toMatchObject(UNKNOWN);
  });
});

describe('the keys of the issuer', () => {
  it('are asked for once, and again after ten minutes', async () => {
    const { requests, time, token, withToken } = await world();
    await Promise.all([withToken(await token()), withToken(await token())]);
    time.seconds = 599;
    await withToken(await token({}, undefined, 0, 9_000));
    expect(requests).toEqual(['/keys']);
    time.seconds = 600;
    await withToken(await token({}, undefined, 0, 9_000));
    expect(requests).toHaveLength(2);
  });

  it('that are new are found, but a token cannot have them asked for more than once in a while', async () => {
    const { requests, state, time, token, withToken } = await world();
    await withToken(await token());
    const second = await signingKey('second');
    const signed = await token({}, second);
    time.seconds = 10;
    expect(await withToken(signed)).toMatchObject(UNKNOWN);
    expect(requests).toHaveLength(1);
    time.seconds = 30;
    state.keys = [second];
    const outcomes = await Promise.all([withToken(signed), withToken(signed), withToken(signed)]);
    expect(outcomes).toMatchObject([DESK, DESK, DESK]);
    expect(requests).toHaveLength(2);
    for (const kid of ['a', 'b', 'c'])
      expect(await withToken(await token({}, await signingKey(kid)))).toMatchObject(UNKNOWN);
    expect(requests).toHaveLength(2);
    expect(await withToken(await token())).toMatchObject(UNKNOWN); // The first is no longer one.
  });

  it.each<[string, Parameters<typeof answerWith>[0]]>([
    ['are too many', 'large'],
    ['do not come', 'hang'],
    ['are said to be elsewhere', 'redirect'],
    ['are none', 'nonsense'],
    ['are out of order', 'error'],
  ])('are not had when they %s: then tokens are not checked, and nobody asks again at once', async (_, how) => {
    const { origin, requests, state, time, token, withToken } = await world();
    state.answer = answerWith(how, `${origin}/elsewhere`);
    expect(await withToken(await token())).toMatchObject(UNCHECKED);
    expect(await withToken(await token())).toMatchObject(UNCHECKED);
    expect(requests).toEqual(['/keys']);
    state.answer = null;
    time.seconds = 5;
    expect(await withToken(await token())).toMatchObject(DESK);
  });

  it('are used for an hour while the issuer is down', async () => {
    const { stop, time, token, withToken } = await world();
    const long = await token({}, undefined, 0, 90_000);
    await withToken(long);
    await stop();
    time.seconds = 3_599;
    expect(await withToken(long)).toMatchObject(DESK);
    time.seconds = 3_610;
    expect(await withToken(long)).toMatchObject(UNCHECKED);
  });

  it('are taken over an encrypted way only', async () => {
    const { token, withToken } = await world();
    process.env.OIDC_JWKS_URL = 'http://issuer.example.org/keys';
    expect(await withToken(await token())).toMatchObject(UNCHECKED);
  });
});

const claims = (origin: string) => ({ iss: origin, aud: AUDIENCE, azp: 'desk' });
const EXPIRES = START / 1000 + 300;

const unsigned = (origin: string): string => new UnsecuredJWT(claims(origin)).setExpirationTime(EXPIRES).encode();

const endless = (origin: string, key: SigningKey): Promise<string> =>
  new SignJWT(claims(origin)).setProtectedHeader({ alg: key.alg, kid: key.kid }).sign(key.privateKey);

function signedWithPublicKey(origin: string, key: object): Promise<string> {
  const signer = new SignJWT(claims(origin)).setProtectedHeader({ alg: 'HS256', kid: 'first' });
  return signer.setExpirationTime(EXPIRES).sign(Buffer.from(JSON.stringify(key)));
}

function tampered(token: string): string {
  const [head, body = '', signature] = token.split('.');
  const payload = JSON.parse(Buffer.from(body, 'base64url').toString());
  const changed = Buffer.from(JSON.stringify({ ...payload, scope: 'households:read' })).toString('base64url');
  return [head, changed, signature].join('.');
}

/** How an issuer's answer can be wrong. */
function answerWith(how: 'large' | 'hang' | 'redirect' | 'nonsense' | 'error', elsewhere: string) {
  return (response: ServerResponse): void => {
    if (how === 'large') response.end(JSON.stringify({ keys: [], padding: 'x'.repeat(100_000) }));
    if (how === 'redirect') response.writeHead(302, { location: elsewhere }).end();
    if (how === 'nonsense') response.end('{"keys":"none"}');
    if (how === 'error') response.writeHead(500).end();
  };
}
