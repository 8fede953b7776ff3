import type { JSONWebKeySet, JWTVerifyGetKey } from 'jose';
import { causeOf, log } from '../../kernel/log.ts';
import type { Clock } from '../../kernel/time.ts';

/** The issuer's keys cannot be had now. */
export class KeysUnavailableError extends Error {
  override readonly name = 'KeysUnavailableError';
}

/** Keys are asked for again after so long, and still used for so long while they cannot be had (milliseconds). */
const FRESH_MS = 10 * 60_000;
const USABLE_MS = 60 * 60_000;
/** Between two requests for them, whatever key a token names (milliseconds). */
const COOL_DOWN_MS = 30_000;
/** The same once a request has failed. */
const FAILED_MS = 5_000;
/** For one request (milliseconds), and of its answer (bytes). */
const TIMEOUT_MS = 2_000;
const MAX_BYTES = 64 * 1024;

interface Keys {
  readonly url: string;
  readonly find: JWTVerifyGetKey;
  readonly at: number;
}

/**
 * The public keys of an issuer (JWK Set, RFC 7517) by its address: kept, asked for again when a token names one that is
 * not among them, but never more often than the cool-down allows.
 * @throws {KeysUnavailableError} when they are not known and cannot be had.
 */
export function createKeys(clock: Clock): (url: string) => JWTVerifyGetKey {
  let known: Keys | null = null;
  let notBefore = 0;
  let loading: Promise<Keys> | null = null;
  const now = (): number => clock().getTime();

  const load = async (url: string): Promise<Keys> => {
    notBefore = now() + FAILED_MS;
    const { createLocalJWKSet } = await import('jose');
    const keys: JSONWebKeySet = JSON.parse(await fetchKeys(url));
    known = { url, find: createLocalJWKSet(keys), at: now() };
    notBefore = now() + COOL_DOWN_MS;
    return known;
  };
  const refresh = async (url: string): Promise<Keys> => {
    if (!loading && now() < notBefore) throw new KeysUnavailableError('the keys were just asked for');
    loading ??= load(url)
      .catch((cause: unknown) => {
        log.warn('the keys of the issuer of tokens cannot be had', { cause: causeOf(cause) });
        throw new KeysUnavailableError('the keys cannot be had', { cause });
      })
      .finally(() => {
        loading = null;
      });
    return loading;
  };
  const keysOf = async (url: string): Promise<Keys> => {
    const old = known?.url === url ? known : null;
    if (old && now() - old.at < FRESH_MS) return old;
    return refresh(url).catch((error: unknown) => {
      if (old && now() - old.at < USABLE_MS) return old;
      throw error;
    });
  };

  return (url) => async (header, token) => {
    const { errors } = await import('jose');
    const keys = await keysOf(url);
    try {
      return await keys.find(header, token);
    } catch (error) {
      const mayBeNew = error instanceof errors.JWKSNoMatchingKey && (loading !== null || now() >= notBefore);
      if (!mayBeNew) throw error;
      return (await refresh(url)).find(header, token);
    }
  };
}

/** @throws when it is not there in time, is too large, leads elsewhere, or others on the way could change it. */
async function fetchKeys(address: string): Promise<string> {
  const url = new URL(address);
  const isHere = /^(localhost|127\.0\.0\.1|\[::1\])$/.test(url.hostname);
  if (url.protocol !== 'https:' && !isHere) throw new TypeError('OIDC_JWKS_URL holds an address without https');
  const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) });
  if (response.status !== 200) {
    await response.body?.cancel();
    throw new Error(`the issuer answered ${response.status}`);
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > MAX_BYTES) throw new RangeError('the keys are too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
