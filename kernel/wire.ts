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
  const field = fieldAt(result.issues[0].path);
  throw new SourceError('SOURCE_INVALID', source, { field, cause: new Error(result.issues[0].message) });
}

/** The place of a value that does not fit. What a source made up may hold anything: such a key is not told. */
export function fieldAt(path: readonly v.IssuePathItem[] = []): string {
  return path.map(({ key }) => (/^[\w:-]{1,40}$/.test(String(key)) ? key : '*')).join('.') || 'body';
}

/** An id that is written as a text or as a number. */
export const idText = v.union([v.string(), v.pipe(v.number(), v.transform(String))]);

/** A schema for JSON that was put into a string, as the OpenDataSoft sets of STIB-MIVB do. */
export function jsonInString<const Schema extends v.GenericSchema>(schema: Schema) {
  return v.pipe(v.string(), v.parseJson(), schema);
}

/** A field that may be missing, null, or a value: always read as the value or null. */
export function maybe<const Schema extends v.GenericSchema>(schema: Schema) {
  return v.optional(v.nullable(schema), null);
}

/** The same, and null as well for whatever else it holds: what it adds to a record is not worth the record. */
export function orNull<const Schema extends v.GenericSchema>(schema: Schema) {
  return v.fallback(maybe(schema), null);
}
