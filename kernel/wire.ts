import * as v from 'valibot';
import { SourceError } from './errors.ts';
import type { Source } from './source.ts';

/**
 * Parses what an administration sent. The result holds only the fields that the schema names,
 * so a key such as `__proto__` in an answer goes nowhere.
 * @throws {SourceError} SOURCE_INVALID, with the path of the first value that does not fit.
 */
export function parseWire<const Schema extends v.GenericSchema>(
  source: Source,
  schema: Schema,
  body: unknown,
): v.InferOutput<Schema> {
  const result = v.safeParse(schema, body, { abortEarly: true });
  if (result.success) return result.output;
  const path = result.issues[0].path?.map(({ key }) => (isName(key) ? key : '*')) ?? [];
  const field = path.join('.') || 'body';
  throw new SourceError('SOURCE_INVALID', source, { field, cause: new Error(result.issues[0].message) });
}

/** Whether a key may be told: what a source made up may hold anything. */
const isName = (key: unknown): boolean => /^[\w:-]{1,40}$/.test(String(key));

/** A schema for JSON that was put into a string, as the OpenDataSoft sets of STIB-MIVB do. */
export function jsonInString<const Schema extends v.GenericSchema>(schema: Schema) {
  return v.pipe(v.string(), v.parseJson(), schema);
}

/** A field that may be missing, null, or a value: always read as the value or null. */
export function maybe<const Schema extends v.GenericSchema>(schema: Schema) {
  return v.optional(v.nullable(schema), null);
}
