import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { ownSecret, read } from './env.ts';
import { type Key, type Keys, readKeys } from './keys.ts';
import { log } from './log.ts';

/**
 * The gateway signs what it sends to a subgraph, and a subgraph answers nobody else: HTTP Message Signatures (RFC 9421)
 * with `hmac-sha256`, over the method, the body (Content-Digest, RFC 9530) and whatever the gateway asserts of the caller.
 *
 * How keys are written and exchanged: {@link readKeys}.
 */
const KEYS = ownSecret('GATEWAY_KEYS');

/** Seconds for which a signature holds; clocks may differ by as many. */
const VALID_FOR = 60;
/** What the gateway asserts; each that is sent is signed. */
export const ASSERTED = ['x-caller', 'x-account'] as const;
type Asserted = Partial<Readonly<Record<(typeof ASSERTED)[number], string>>>;

let known: { readonly text: string | null; readonly keys: Keys } | undefined;

/** @throws {TypeError} without a key. */
function keys(): Keys {
  const text = read(KEYS);
  if (known?.text !== text) known = { text, keys: readKeys(KEYS) };
  return known.keys;
}

/**
 * Signs a POST; gives names and values of headers in turn, with what is asserted.
 * @throws {TypeError} without a key.
 */
export function signedHeaders(body: string, asserted: Asserted, now: number = Date.now()): string[] {
  const [key] = keys();
  const claims = ASSERTED.flatMap((name) => (asserted[name] === undefined ? [] : [name, asserted[name]]));
  const headers: Record<string, string> = { 'content-digest': digestOf(body), ...asserted };
  const created = Math.floor(now / 1000);
  const covered = coveredOf(headers);
  const parameters = `(${covered.map((name) => `"${name}"`).join(' ')});created=${created};expires=${created + VALID_FOR};keyid="${key.id}";alg="hmac-sha256"`;
  const signature = sign(key, baseOf(covered, headers, parameters)).toString('base64');
  return [
    ...claims,
    'content-digest',
    headers['content-digest'] ?? '',
    'signature-input',
    `gateway=${parameters}`,
    'signature',
    `gateway=:${signature}:`,
  ];
}

/** A request as it came in. */
interface Incoming {
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

/** Whether a request was signed by the gateway: with one of the keys, now, over this body and all that it asserts. */
export function isSigned({ headers, body }: Incoming, now: number = Date.now()): boolean {
  const [, parameters, components, created, expires, keyId] =
    /^gateway=(\(([a-z" @-]*)\);created=(\d{1,12});expires=(\d{1,12});keyid="([\w.-]{1,64})";alg="hmac-sha256")$/.exec(
      headers['signature-input'] ?? '',
    ) ?? [];
  const [, signature] = /^gateway=:([A-Za-z\d+/=]{44}):$/.exec(headers.signature ?? '') ?? [];
  const key = believed().find(({ id }) => id === keyId);
  if (!parameters || !signature || !key) return false;
  const seconds = now / 1000;
  if (Number(created) > seconds + VALID_FOR || Number(expires) < seconds) return false;
  if (Number(expires) - Number(created) > VALID_FOR || headers['content-digest'] !== digestOf(body)) return false;
  // Exactly what the gateway covers: an assertion that is not signed is none.
  const covered = coveredOf(headers);
  if (components !== covered.map((name) => `"${name}"`).join(' ')) return false;
  const expected = sign(key, baseOf(covered, headers, parameters));
  const given = Buffer.from(signature, 'base64');
  return given.byteLength === expected.byteLength && timingSafeEqual(given, expected);
}

/** The keys that are believed; none, and an error in the log, where there is none that could be. */
function believed(): readonly Key[] {
  try {
    return keys();
  } catch (error) {
    log.error('nothing that the gateway signs is believed', { cause: String(error) });
    return [];
  }
}

const coveredOf = (headers: Incoming['headers']): string[] => [
  '@method',
  'content-digest',
  ...ASSERTED.filter((name) => headers[name] !== undefined),
];

/** The signature base (RFC 9421, 2.5). */
function baseOf(covered: readonly string[], headers: Incoming['headers'], parameters: string): string {
  const lines = covered.map((name) => `"${name}": ${name === '@method' ? 'POST' : headers[name]}`);
  return [...lines, `"@signature-params": ${parameters}`].join('\n');
}

const sign = ({ secret }: Key, base: string): Buffer => createHmac('sha256', secret).update(base).digest();
const digestOf = (body: string): string => `sha-256=:${createHash('sha256').update(body).digest('base64')}:`;
