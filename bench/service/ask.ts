import { gzipSync } from 'node:zlib';
import type { ClientOperation } from '../../tooling/client-operations.ts';

/** What came back: bytes, as JSON and compressed. */
export interface Size {
  readonly bytes: number;
  readonly zippedBytes: number;
}

/**
 * Asks an operation of a gateway.
 * @throws {Error} when it gets no data.
 */
export async function ask(url: string, { name, text, variables }: ClientOperation): Promise<Size> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: text, operationName: name, variables }),
  });
  const body = await response.text();
  if (!response.ok || !JSON.parse(body).data)
    throw new Error(`${name} was answered ${response.status}: ${body.slice(0, 300)}`);
  return { bytes: Buffer.byteLength(body), zippedBytes: gzipSync(body).byteLength };
}
