import { read } from './env.ts';
import type { Source } from './source.ts';

/** The address of a source now. */
export function endpointOf({ id, endpoint }: Pick<Source, 'id' | 'endpoint'>): string {
  const address = read(endpoint);
  if (!address) throw new Error(`${endpoint.variable} is not set, and ${id} has no default address`);
  return address;
}

/** An address below (or beside) a source's endpoint: `path` is appended, `query` encoded. */
export function addressOf(
  source: Pick<Source, 'id' | 'endpoint'>,
  path = '',
  query: Readonly<Record<string, string | number>> = {},
): URL {
  const address = new URL(endpointOf(source));
  if (path) address.pathname = `${address.pathname.replace(/\/$/, '')}/${path.replace(/^\//, '')}`;
  for (const [name, value] of Object.entries(query)) address.searchParams.set(name, String(value));
  return address;
}
