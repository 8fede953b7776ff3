import type { RequestOptions } from 'node:https';
import aws4 from 'aws4';
import { read, setting } from '../../kernel/env.ts';

/** A request as `node:http` takes it. */
export interface OutgoingOptions extends Omit<RequestOptions, 'headers'> {
  readonly hostname: string;
  readonly path: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string | number>>;
}

const KEY_ID = setting('AWS_ACCESS_KEY_ID', null);
const SECRET_KEY = setting('AWS_SECRET_ACCESS_KEY', null);
const SESSION_TOKEN = setting('AWS_SESSION_TOKEN', null);

/** A Function URL names its region; its domain differs by partition. */
const FUNCTION_URL = /^[^.]+\.lambda-url\.([a-z\d-]+)\./;

/** Signs a request to a Function URL (AWS Signature Version 4) with the credentials of the process; leaves any other as it is. */
export function signed(request: OutgoingOptions, body: string): OutgoingOptions {
  const region = FUNCTION_URL.exec(request.hostname)?.[1];
  if (!region) return request;
  const accessKeyId = read(KEY_ID);
  const secretAccessKey = read(SECRET_KEY);
  if (!accessKeyId || !secretAccessKey) return request;
  const sessionToken = read(SESSION_TOKEN);
  const { headers } = aws4.sign(
    {
      service: 'lambda',
      region,
      method: request.method,
      host: request.hostname,
      path: request.path,
      headers: { ...request.headers },
      body,
    },
    { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) },
  );
  return { ...request, headers: { ...(headers as Record<string, string>) } };
}
