import { read } from '../../kernel/env.ts';
import { ERRORS, SourceError, type SourceErrorCode } from '../../kernel/errors.ts';
import { causeOf } from '../../kernel/log.ts';
import { type Freshness, freshnessOf } from '../../kernel/provenance.ts';
import type { Source } from '../../kernel/source.ts';
import type { Thing } from './samples.ts';
import type { Tally } from './tally.ts';

/** What came of one source. */
export interface Row extends Failure {
  readonly dataset: string;
  readonly administration: string;
  /** Whether it takes a key, and whether there is one. */
  readonly key: 'NOT_NEEDED' | 'GIVEN' | 'MISSING';
  /** Requests that were made, each redirect and retry too, and the milliseconds of all questions together. */
  readonly requests: number;
  readonly ms: number;
  /** Of the answers as they were sent; null for what was not read over our own HTTP. */
  readonly bytes: number | null;
  /** Things that were read. */
  readonly read: number;
  /** The newest of what was read, RFC 3339; null where the administration does not say. */
  readonly observedAt: string | null;
  /** Its age, and what its dataset promises (seconds). */
  readonly age: number | null;
  readonly observedWithin: number | null;
  readonly freshness: Freshness | null;
  /** The quota that we keep to: requests/seconds. */
  readonly quota: string;
  /** What the administration's own headers said of its limits. */
  readonly limits: Readonly<Record<string, string>>;
}

/** How it ended, and where. */
export interface Failure {
  /** NOT_ASKED: there was nothing to ask with; INTERNAL_SERVER_ERROR: a fault of ours. */
  readonly outcome: 'OK' | SourceErrorCode | 'NOT_ASKED' | 'INTERNAL_SERVER_ERROR';
  /** The question that failed. */
  readonly method: string | null;
  /** The first place that does not fit. */
  readonly field: string | null;
  /** What Node or the door calls the cause, such as `ECONNREFUSED`, `HTTP_403` or `OTHER_HOST`. */
  readonly cause: string | null;
  /** The dataset whose failure it is, when that is another one. */
  readonly of: string | null;
}

export const OK: Failure = { outcome: 'OK', method: null, field: null, cause: null, of: null };

/** Why something could not be asked. */
export const notAsked = (method: string, of: string | null, cause: string | null = null): Failure => ({
  ...OK,
  outcome: 'NOT_ASKED',
  method,
  of,
  cause,
});

/** What an error says, and no word of its message: that may hold an address. */
export function failureOf(source: Source, method: string, error: unknown): Failure {
  if (!(error instanceof SourceError) || !isCode(error.extensions.code)) {
    return { ...OK, outcome: 'INTERNAL_SERVER_ERROR', method, cause: causeOf(error) };
  }
  const { code, dataset, field } = error.extensions;
  const cause = causeOf(error.cause);
  return {
    outcome: code,
    method,
    field: typeof field === 'string' ? field : null,
    cause: cause === 'Error' ? null : cause, // Says nothing.
    of: typeof dataset === 'string' && dataset !== source.id ? dataset : null,
  };
}

const isCode = (code: unknown): code is SourceErrorCode =>
  typeof code === 'string' && code.startsWith('SOURCE_') && Object.hasOwn(ERRORS, code);

/** Whether a source takes a key, and whether there is one. A table of the operator's has the AWS SDK's own. */
export function keyOf(source: Source): Row['key'] {
  if (source.key) return read(source.key) === null ? 'MISSING' : 'GIVEN';
  if (source.endpoint.fallback !== null) return 'NOT_NEEDED';
  const isNamed = [read(source.endpoint), process.env.AWS_REGION, process.env.AWS_PROFILE].some(Boolean);
  return isNamed ? 'GIVEN' : 'MISSING';
}

/** Whether it is a table for which neither an address nor a region is set: there is nowhere to ask. */
export const isNowhere = (source: Source): boolean => !source.key && keyOf(source) === 'MISSING';

/** Whether a source did not answer because there is no key for it: nothing is wrong with it then. */
export const isExcused = ({ key, outcome }: Row): boolean =>
  key === 'MISSING' && ['SOURCE_REFUSED', 'SOURCE_THROTTLED', 'NOT_ASKED'].includes(outcome);

/** Puts together what is told of a source. */
export function rowOf(source: Source, failure: Failure, things: readonly Thing[], tally: Tally, now: Date): Row {
  const key = source.key && read(source.key);
  const limits = [...tally.limits].filter(([, value]) => !key || !value.includes(key));
  return {
    dataset: source.id,
    administration: source.administration.id,
    ...failure,
    key: keyOf(source),
    requests: tally.requests,
    ms: Math.round(tally.ms),
    bytes: source.connector === 'dynamodb' ? null : tally.bytes,
    read: things.length,
    ...newestOf(source, things, now),
    observedWithin: source.observedWithin ?? null,
    quota: read(source.quota) ?? 'none',
    limits: Object.fromEntries(limits),
  };
}

function newestOf(source: Source, things: readonly Thing[], now: Date): Pick<Row, 'observedAt' | 'age' | 'freshness'> {
  let newest: Date | null = null;
  for (const { provenance } of things) {
    const at = provenance?.observedAt;
    if (at && (newest === null || at > newest)) newest = at;
  }
  if (newest === null) return { observedAt: null, age: null, freshness: null };
  return {
    observedAt: newest.toISOString(),
    age: Math.round((now.getTime() - newest.getTime()) / 1000),
    freshness: freshnessOf({ source, observedAt: newest, retrievedAt: now }, now),
  };
}
