import { ERRORS, type ErrorCode } from './error-catalogue.ts';
import type { Source } from './source.ts';

export { ERRORS, type ErrorCode };

export type SourceErrorCode = Extract<ErrorCode, `SOURCE_${string}`>;

/**
 * An administration failed. graphql-js copies `extensions` onto the field's error, so a client reads
 * `{ code, dataset, administration, retryable, retryAfter?, field? }`. The cause stays inside, for the log.
 */
export class SourceError extends Error {
  override readonly name = 'SourceError';
  readonly extensions: Readonly<Record<string, string | number | boolean>>;

  constructor(
    code: SourceErrorCode,
    source: Pick<Source, 'id' | 'title' | 'administration'>,
    details: {
      readonly cause?: unknown;
      /** What completes the sentence where the catalogue's words would not be true. */
      readonly says?: string | undefined;
      /** Seconds to wait, from the administration's own `Retry-After`. */
      readonly retryAfter?: number | undefined;
      /** Path of the first value that does not fit, such as `data.stations[3].lat`. */
      readonly field?: string | undefined;
    } = {},
  ) {
    const where = details.field ? ` (${details.field})` : '';
    super(`${source.title.en ?? source.id} ${details.says ?? ERRORS[code].says}${where}.`, { cause: details.cause });
    this.extensions = {
      code,
      dataset: source.id,
      administration: source.administration.id,
      retryable: ERRORS[code].retryable,
      ...(details.retryAfter === undefined ? {} : { retryAfter: details.retryAfter }),
      ...(details.field === undefined ? {} : { field: details.field }),
    };
  }
}

type RequestErrorCode =
  | 'UNKNOWN_ID'
  | 'BAD_USER_INPUT'
  | 'CONFLICT'
  | 'OUTSIDE_REGION'
  | 'HISTORY_NOT_KEPT'
  | 'FORBIDDEN'
  | 'NOT_AGREED';

/** The caller asked for something that cannot be answered. */
export class RequestError extends Error {
  override readonly name = 'RequestError';
  readonly extensions: Readonly<Record<string, string | number | boolean>>;

  constructor(
    code: RequestErrorCode,
    message: string,
    details: { readonly id?: string; readonly version?: number } = {},
  ) {
    super(message);
    this.extensions = { code, retryable: ERRORS[code].retryable, ...details };
  }
}

/** How much of an id an answer repeats (characters): the ids that there are, are shorter. */
const LONGEST_ID = 100;

/** What somebody gave as an id, cut where it is longer than any id is. */
export function shown(given: unknown): string {
  // A key that somebody else's subgraph names may be anything.
  const id = typeof given === 'string' ? given : String(JSON.stringify(given));
  return id.length > LONGEST_ID ? `${id.slice(0, LONGEST_ID)}…` : id;
}

/** The element of a list that was asked by an id nobody knows: graphql-js nulls it and reports the error there. */
export function unknownId(kind: string, id: string): RequestError {
  return new RequestError('UNKNOWN_ID', `${kind} "${shown(id)}" ${ERRORS.UNKNOWN_ID.says}.`, { id: shown(id) });
}

/**
 * What is asked of a time of which the administration keeps nothing.
 * @param first The first period that is kept, where that is known.
 */
export function historyNotKept(what: string, first?: string): RequestError {
  const before = first === undefined ? '' : ` before ${first}`;
  return new RequestError('HISTORY_NOT_KEPT', `${what} ${ERRORS.HISTORY_NOT_KEPT.says}${before}.`);
}
