import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** Who may sign. */
export interface Credentials {
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

/** A request as it came, header names in lower case. */
interface Signed {
  readonly method: string;
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

interface Expected {
  readonly region: string;
  readonly service: string;
  /** By access key. */
  readonly known: ReadonlyMap<string, Credentials>;
  readonly now: Date;
}

/** Clocks may differ by so many milliseconds; a request that is sent again later is refused. */
const TOLERANCE_MS = 5 * 60_000;
const AUTHORIZATION =
  /^AWS4-HMAC-SHA256 Credential=([A-Z\d]+)\/(\d{8})\/([a-z\d-]+)\/([a-z\d-]+)\/aws4_request, ?SignedHeaders=([a-z\d;-]+), ?Signature=([\da-f]{64})$/;

/**
 * The access key that signed a request (AWS Signature Version 4, `docs.aws.amazon.com/IAM/latest/UserGuide`), or why
 * nobody did.
 */
export function signerOf(request: Signed, { region, service, known, now }: Expected): string | { refused: string } {
  const { headers } = request;
  const no = (refused: string) => ({ refused });
  const [, id = '', day, scopeRegion, scopeService, names = '', given = ''] =
    AUTHORIZATION.exec(headers.authorization ?? '') ?? [];
  if (!id) return no('no signature');
  const credentials = known.get(id);
  if (!credentials) return no('unknown key');
  if (scopeRegion !== region) return no('another region');
  if (scopeService !== service) return no('another service');
  const stamp = headers['x-amz-date'] ?? '';
  const [, at, h, m, s] = /^(\d{8})T(\d\d)(\d\d)(\d\d)Z$/.exec(stamp) ?? [];
  if (!at || at !== day) return no('another day');
  const sentAt = Date.parse(`${at.slice(0, 4)}-${at.slice(4, 6)}-${at.slice(6)}T${h}:${m}:${s}Z`);
  if (!(Math.abs(now.getTime() - sentAt) <= TOLERANCE_MS)) return no('not now');
  if (headers['x-amz-security-token'] !== credentials.sessionToken) return no('another session');
  const signed = names.split(';');
  if (names !== [...new Set(signed)].toSorted().join(';')) return no('headers out of order');
  const owed = Object.keys(headers).filter((name) => /^(host|content-type|x-amz-.*)$/.test(name));
  if (!signed.includes('host') || owed.some((name) => !signed.includes(name))) return no('a header is not signed');
  if (signed.some((name) => headers[name] === undefined)) return no('a signed header is missing');
  const hash = sha256(request.body);
  if ((headers['x-amz-content-sha256'] ?? hash) !== hash) return no('another body');
  const scope = `${day}/${region}/${service}/aws4_request`;
  const text = ['AWS4-HMAC-SHA256', stamp, scope, sha256(canonical(request, signed, hash))].join('\n');
  const key = scope.split('/').reduce<string | Buffer>(hmac, `AWS4${credentials.secretAccessKey}`);
  return timingSafeEqual(hmac(key, text), Buffer.from(given, 'hex')) ? id : no('another signature');
}

/** The canonical request. */
function canonical({ method, target, headers }: Signed, signed: readonly string[], hash: string): string {
  const [path = '/', query = ''] = target.split(/\?(.*)/s);
  const parameters = [...new URLSearchParams(query)].map(([name, value]) => `${encode(name)}=${encode(value)}`);
  return [
    method,
    path.split('/').map(encode).join('/'),
    parameters.toSorted().join('&'),
    ...signed.map((name) => `${name}:${headers[name]?.trim().replaceAll(/ +/g, ' ')}`),
    '',
    signed.join(';'),
    hash,
  ].join('\n');
}

/** RFC 3986, unreserved characters alone as they are. */
const encode = (text: string): string =>
  encodeURIComponent(text).replaceAll(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
const sha256 = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
