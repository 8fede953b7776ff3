import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, type JWTPayload, SignJWT } from 'jose';
import { onTestFinished } from 'vitest';
import { START } from './door.ts';

export const AUDIENCE = 'https://graph.example.org';

/** A key pair of an issuer. */
export interface SigningKey {
  readonly kid: string;
  readonly alg: string;
  readonly privateKey: CryptoKey;
  readonly public: JWK;
}

export async function signingKey(kid: string, alg = 'RS256'): Promise<SigningKey> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  return { kid, alg, privateKey, public: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' } };
}

/** An OpenID Connect issuer of one test, as far as an API sees it: its tokens, and its keys over HTTP. */
export async function issuer(...given: readonly SigningKey[]) {
  const first = given[0] ?? (await signingKey('first'));
  const state = {
    keys: given.length > 0 ? [...given] : [first],
    answer: null as ((to: ServerResponse) => void) | null,
  };
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(request.url ?? '');
    if (state.answer) return state.answer(response);
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ keys: state.keys.map((key) => key.public) }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const environment = { OIDC_ISSUER: origin, OIDC_AUDIENCE: AUDIENCE, OIDC_JWKS_URL: `${origin}/keys` };
  Object.assign(process.env, environment);
  const stop = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  onTestFinished(async () => {
    for (const name of Object.keys(environment)) delete process.env[name];
    await stop();
  });
  /** A token for a client; times are seconds of the test's clock. */
  const token = (claims: JWTPayload = {}, key: SigningKey = first, from = 0, to = 300): Promise<string> =>
    new SignJWT({ iss: origin, aud: AUDIENCE, azp: 'desk', ...claims })
      .setProtectedHeader({ alg: key.alg, kid: key.kid })
      .setNotBefore(START / 1000 + from)
      .setExpirationTime(START / 1000 + to)
      .sign(key.privateKey);
  return { origin, requests, state, stop, token, first };
}
