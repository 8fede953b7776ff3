import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished, vi } from 'vitest';

const CREDENTIALS = { id: 'AKIDEXAMPLE', secret: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY', token: 'session' };
const REGION = 'eu-central-1';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/** Whether a request is signed as AWS documents Signature Version 4; written from the document, not with what signs. */
function isSigned(headers: IncomingHttpHeaders, body: string): boolean {
  const [, id, date = '', region = '', names = '', signature] =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/secretsmanager\/aws4_request, SignedHeaders=([^,]+), Signature=([\da-f]{64})$/.exec(
      headers.authorization ?? '',
    ) ?? [];
  const signed = names.split(';');
  const required = ['content-type', 'host', 'x-amz-date', 'x-amz-security-token', 'x-amz-target'];
  if (id !== CREDENTIALS.id || region !== REGION || !required.every((name) => signed.includes(name))) return false;
  const canonical = signed.map((name) => `${name}:${headers[name]}\n`).join('');
  const request = ['POST', '/', '', canonical, names, sha256(body)].join('\n');
  const scope = `${date}/${region}/secretsmanager/aws4_request`;
  const text = ['AWS4-HMAC-SHA256', headers['x-amz-date'], scope, sha256(request)].join('\n');
  const key = [date, region, 'secretsmanager', 'aws4_request'].reduce<string | Buffer>(
    (secret, part) => hmac(secret, part),
    `AWS4${CREDENTIALS.secret}`,
  );
  return hmac(key, text).toString('hex') === signature && headers['x-amz-security-token'] === CREDENTIALS.token;
}

/**
 * Plays AWS Secrets Manager for one test: `values` by the name of a secret, null for one that was never given a value,
 * and anything else that it says instead. The process gets credentials for it, and its address.
 */
export async function secretsManager(values: Record<string, string | null | { readonly refuses: string }>) {
  const asked: string[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString();
    const answer = (status: number, content: object): void => {
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(content));
    };
    if (!isSigned(request.headers, body)) return answer(400, { __type: 'InvalidSignatureException' });
    if (request.headers['x-amz-target'] !== 'secretsmanager.GetSecretValue')
      return answer(400, { __type: 'UnknownOperationException' });
    const { SecretId } = JSON.parse(body);
    asked.push(SecretId);
    const value = values[SecretId];
    if (typeof value === 'string') return answer(200, { Name: SecretId, SecretString: value });
    answer(400, { __type: value?.refuses ?? 'com.amazonaws.secretsmanager#ResourceNotFoundException' });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  vi.stubEnv('AWS_ACCESS_KEY_ID', CREDENTIALS.id);
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', CREDENTIALS.secret);
  vi.stubEnv('AWS_SESSION_TOKEN', CREDENTIALS.token);
  vi.stubEnv('AWS_REGION', REGION);
  vi.stubEnv('AWS_ENDPOINT_URL_SECRETS_MANAGER', `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  onTestFinished(async () => {
    vi.unstubAllEnvs();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return { asked };
}
