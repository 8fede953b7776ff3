import { read } from './env.ts';
import { SourceError } from './errors.ts';
import type { Source } from './source.ts';

/**
 * The address of a source now.
 * @throws {SourceError} SOURCE_UNAVAILABLE when there is none, or none that is an address: an outage of this dataset.
 */
export function endpointOf(source: Source): URL {
  const address = read(source.endpoint);
  if (address && URL.canParse(address)) return new URL(address);
  const cause = Object.assign(new Error(`${source.endpoint.variable} holds no address`), { code: 'NO_ADDRESS' });
  throw new SourceError('SOURCE_UNAVAILABLE', source, { cause, says: 'has no address here' });
}

/**
 * An address below a source's endpoint: `path` is appended, `query` encoded.
 * @throws {SourceError} as {@link endpointOf}.
 */
export function addressOf(source: Source, path = '', query: Readonly<Record<string, string | number>> = {}): URL {
  const address = endpointOf(source);
  if (path) address.pathname = `${address.pathname.replace(/\/$/, '')}/${path.replace(/^\//, '')}`;
  for (const [name, value] of Object.entries(query)) address.searchParams.set(name, String(value));
  return address;
}
