import * as v from 'valibot';
import { addressOf } from '../../endpoint.ts';
import { SourceError } from '../../errors.ts';
import type { Door, Reading } from '../../http.ts';
import type { Source } from '../../source.ts';
import { maybe, parseWire } from '../../wire.ts';

/**
 * An administration that speaks GraphQL itself (spec.graphql.org, October 2021, over HTTP as
 * graphql.github.io/graphql-over-http describes). Only queries are asked, so that asking twice does no harm.
 */
export interface GraphqlQuestion<Data> {
  /** One query, without anything of a client's in its text. */
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  /** What the query asks for, as the answer's `data` holds it. */
  readonly data: v.GenericSchema<unknown, Data>;
}

/** The envelope of 7.1; `data` is checked only when nothing went wrong. */
const envelope = v.object({
  data: v.optional(v.unknown()),
  errors: maybe(v.array(v.object({ message: v.string(), path: maybe(v.array(v.union([v.string(), v.number()]))) }))),
});

/**
 * Asks one query.
 * @throws {SourceError} SOURCE_REFUSED for errors without data: the service did not take the question, such as one of
 * a field that it does not have any more, or one that costs too much (7.1.2, a request error). SOURCE_INVALID for
 * errors beside data, with the path of the first: what the service gives is not whole (a field error).
 */
export function askGraphql<Data>(
  door: Door,
  source: Source,
  { query, variables = {}, data }: GraphqlQuestion<Data>,
): Promise<Reading<Data>> {
  const request = { url: addressOf(source), method: 'POST', body: { query, variables }, isIdempotent: true } as const;
  return door.json(source, request, (body) => {
    const answer = parseWire(source, envelope, body);
    const [error] = answer.errors ?? [];
    if (error) throw errorOf(source, error, answer.data !== undefined);
    return parseWire(source, v.object({ data }), body).data;
  });
}

type WireError = NonNullable<v.InferOutput<typeof envelope>['errors']>[number];

function errorOf(source: Source, { message, path }: WireError, hasData: boolean): SourceError {
  const cause = new Error(message.slice(0, 300));
  if (!hasData) return new SourceError('SOURCE_REFUSED', source, { cause });
  // A path should hold the names that the query asked for; what the service made up is not told.
  const keys = (path ?? []).map((key) => (/^\w{1,40}$/.test(String(key)) ? key : '*'));
  return new SourceError('SOURCE_INVALID', source, { cause, field: ['data', ...keys].join('.') });
}
