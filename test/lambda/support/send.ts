import { request } from 'node:https';
import { sign } from 'aws4';
import { signedHeaders } from '../../../kernel/message-signature.ts';
import type { Front } from './function-url.ts';
import { REGION, ROLES } from './lane.ts';

/** A POST to a Function URL as somebody signs it, and what is changed afterwards. */
export interface Sent {
  readonly id?: string;
  readonly query?: string;
  readonly role?: string;
  readonly secret?: string;
  readonly service?: string;
  readonly region?: string;
  /** When it is signed. */
  readonly at?: Date;
  readonly isSigned?: boolean;
  /** Signed for AWS, and not by the gateway. */
  readonly isForeign?: boolean;
  /** The headers, once they are signed. */
  readonly change?: (headers: Record<string, string>) => Record<string, string>;
  /** The body that is sent in the place of the one that is signed. */
  readonly otherBody?: string;
}

/** Sends it; gives what came back. */
export function sendTo({ front, certificate }: { front: Front; certificate: Buffer }, sent: Sent) {
  const { id = 'economy', role = 'ASIAGATEWAY', service = 'lambda', region = REGION, at = new Date() } = sent;
  const { hostname, host } = new URL(front.urlOf(id));
  const body = JSON.stringify({ query: sent.query ?? '{ __typename }' });
  const { secretAccessKey = '', sessionToken = '' } = ROLES.get(role) ?? {};
  const own = sent.isForeign ? [] : signedHeaders(body, {});
  const pairs = own.flatMap((name, i) => (i % 2 === 0 ? [[name, own[i + 1] ?? '']] : []));
  const unsigned = { host, 'content-type': 'application/json', ...Object.fromEntries(pairs) };
  const stamp = at.toISOString().replaceAll(/[-:]|\.\d+/g, '');
  const { headers = {} } = sign(
    { service, region, method: 'POST', host, path: '/', headers: { ...unsigned, 'X-Amz-Date': stamp }, body },
    { accessKeyId: role, secretAccessKey: sent.secret ?? secretAccessKey, sessionToken },
  );
  const signed = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
  );
  const given = sent.isSigned === false ? unsigned : signed;
  const { 'content-length': _, ...final } = sent.change?.(given) ?? given;
  return new Promise<{ status: number; body: string }>((resolve, reject) => {
    const asked = request(
      {
        hostname: '127.0.0.1',
        port: front.port,
        servername: hostname,
        ca: certificate,
        method: 'POST',
        headers: final,
      },
      (response) => {
        let text = '';
        response.on('data', (chunk: Buffer) => (text += chunk));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body: text }));
      },
    );
    asked.on('error', reject);
    asked.end(sent.otherBody ?? body);
  });
}
