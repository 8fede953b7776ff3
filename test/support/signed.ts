import { signedHeaders } from '../../kernel/message-signature.ts';

/** The headers with which a gateway signs a body; it has a key of this process. */
export function signed(body: string, asserted: Parameters<typeof signedHeaders>[1] = {}): Record<string, string> {
  process.env.GATEWAY_KEYS ||= 'test:0123456789abcdef0123456789abcdef';
  const flat = signedHeaders(body, asserted);
  return Object.fromEntries(flat.flatMap((name, i) => (i % 2 === 0 ? [[name, flat[i + 1] ?? '']] : [])));
}
