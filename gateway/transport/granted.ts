import { read } from '../../kernel/env.ts';
import { membersOf, postText } from '../../kernel/post-text.ts';
import type { ClientCredentials } from '../../kernel/remote.ts';
import { faultOf, secureAddress, TOKEN } from './secure.ts';

/** Milliseconds within which a token is given, and in which it is not asked for again after it was not. */
const TIMEOUT = 3_000;
const LEFT_ALONE = 2_000;
/** Milliseconds for which a token is used at most, whatever its server says; and before its end from when it is not. */
const AT_MOST = 10 * 60_000;
const BEFORE_ITS_END = 30_000;
/** What it is used for where its server does not say. */
const UNLESS_SAID = 60_000;
const MOST = 64 * 1024;

/** A token that is asked for with our own credentials, and used until shortly before it ends. */
export interface Granted {
  /** Settled once there is one; null where there is one already. @throws {Error} where none is given; it says why in a word. */
  readonly ready: () => Promise<void> | null;
  /** The one there is. @throws {Error} where there is none. */
  readonly token: () => string;
}

/** Asks for tokens as OAuth 2 has it for programs (RFC 6749, 4.4), one question at a time; `now` in milliseconds. */
export function granted(credentials: ClientCredentials, now = () => performance.now()): Granted {
  let held: { readonly token: string; readonly until: number } | null = null;
  let running: Promise<void> | null = null;
  let refused: { readonly error: unknown; readonly until: number } | null = null;

  const renew = async (): Promise<void> => {
    try {
      const { token, seconds } = await ask(credentials);
      const lasts = Math.min(AT_MOST, seconds === null ? UNLESS_SAID : seconds * 1000 - BEFORE_ITS_END);
      held = { token, until: now() + lasts };
    } catch (error) {
      refused = { error, until: now() + LEFT_ALONE };
      throw error;
    } finally {
      running = null;
    }
  };
  return {
    ready: () => {
      if (held && now() < held.until) return null;
      if (refused && now() < refused.until) return Promise.reject(refused.error);
      running ??= renew();
      return running;
    },
    token: () => {
      if (held) return held.token;
      throw faultOf('NO_TOKEN', 'no token was given');
    },
  };
}

async function ask({ tokenEndpoint, clientId, secret, scope }: ClientCredentials) {
  const [id, key] = [read(clientId), read(secret)];
  if (!id || !key) throw faultOf('NO_TOKEN', `${clientId.variable} and ${secret.variable} hold no credentials`);
  const url = secureAddress(tokenEndpoint);
  const body = new URLSearchParams({ grant_type: 'client_credentials', ...(scope ? { scope } : {}) }).toString();
  // RFC 6749, 2.3.1: each is encoded as in a form before the two are joined.
  const encoded = [id, key].map((part) => new URLSearchParams([['', part]]).toString().slice(1)).join(':');
  const headers = [
    ...['host', url.host, 'accept', 'application/json', 'content-type', 'application/x-www-form-urlencoded'],
    ...['content-length', String(Buffer.byteLength(body))],
    ...['authorization', `Basic ${Buffer.from(encoded).toString('base64')}`],
  ];
  const { status, text } = await postText(url, { headers, body, timeout: TIMEOUT, most: MOST });
  const answer = status === 200 ? membersOf(text) : null;
  const { access_token: token, token_type: type, expires_in: seconds } = answer ?? {};
  if (typeof token !== 'string' || !TOKEN.test(token) || !/^bearer$/i.test(String(type)))
    throw faultOf('NO_TOKEN', `${tokenEndpoint.variable} gives no token (status ${status})`);
  return { token, seconds: typeof seconds === 'number' && Number.isFinite(seconds) ? seconds : null };
}
