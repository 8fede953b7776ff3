/** What can be written in canonical form. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
export type JsonObject = { readonly [name: string]: Json };

/**
 * The one text of a value that all who hash it agree on (RFC 8785, JSON Canonicalization Scheme): no white space, names
 * in the order of their UTF-16 code units, numbers and strings as ECMAScript writes them.
 * @throws {TypeError} for what has none: a number that is not finite, half of a surrogate pair.
 */
export function canonicalJson(value: Json): string {
  if (typeof value === 'string' && !value.isWellFormed()) throw new TypeError('half of a surrogate pair is no text');
  if (typeof value === 'number' && !Number.isFinite(value)) throw new TypeError(`${value} is no number of JSON`);
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const members = Object.keys(value)
    .sort() // By code units, where nothing else is said.
    .map((name) => `${canonicalJson(name)}:${canonicalJson(value[name] ?? null)}`);
  return `{${members.join(',')}}`;
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);
