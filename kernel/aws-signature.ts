import aws4 from 'aws4';
import { read, setting } from './env.ts';

const KEY_ID = setting('AWS_ACCESS_KEY_ID', null);
const SECRET_KEY = setting('AWS_SECRET_ACCESS_KEY', null);
const SESSION_TOKEN = setting('AWS_SESSION_TOKEN', null);

/** A POST to a service of AWS; headers are names and values in turn. */
export interface Unsigned {
  /** As signatures name it, such as `lambda`. */
  readonly service: string;
  readonly region: string;
  readonly host: string;
  readonly path: string;
  readonly headers: readonly string[];
  readonly body: string;
}

/**
 * The headers of a request to AWS with its signature (AWS Signature Version 4), by the credentials of the process.
 * @throws {Error} without credentials.
 */
export function signedForAws({ service, region, host, path, headers, body }: Unsigned): string[] {
  const accessKeyId = read(KEY_ID);
  const secretAccessKey = read(SECRET_KEY);
  const sessionToken = read(SESSION_TOKEN);
  if (!accessKeyId || !secretAccessKey) throw new Error('no credentials to sign with');
  const pairs = headers.flatMap((name, i) => (i % 2 === 0 ? [[name, headers[i + 1] ?? '']] : []));
  const { headers: all } = aws4.sign(
    { service, region, method: 'POST', host, path, headers: Object.fromEntries(pairs), body },
    { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) },
  );
  return Object.entries(all ?? {}).flatMap(([name, value]) => [name, String(value)]);
}
