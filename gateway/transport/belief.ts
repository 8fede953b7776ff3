import { LRUCache } from 'lru-cache';
import { ERRORS, type ErrorCode } from '../../kernel/errors.ts';
import { log } from '../../kernel/log.ts';
import type { Remote } from '../../kernel/remote.ts';
import { systemClock } from '../../kernel/time.ts';
import type { Data } from '../engine/data.ts';
import { type Asked, askedBy, keepAsked, pathWithin } from './asked.ts';
import { failure } from './read-answer.ts';
import type { Line, SubgraphAnswer, SubgraphError } from './transport.ts';

/** Operations of which it is kept what they ask for. */
const KEPT = 500;
/** Errors of one answer that are told. */
const MAX_ERRORS = 50;

/** What is told of an error of somebody else, in our words: what the client can do about, else that it is an outage. */
const SAYS = {
  UNKNOWN_ID: 'Something that was asked of the',
  BAD_USER_INPUT: 'An argument of what was asked of the',
  SUBGRAPH_UNAVAILABLE: 'The',
} as const;
type Said = keyof typeof SAYS;
const OUTAGES: readonly ErrorCode[] = ['SUBGRAPH_UNAVAILABLE', 'SUBGRAPH_TIMEOUT'];

/**
 * What is believed of somebody else's answer: data where it was asked for, that there are errors and where, for how long
 * it may be kept. Nothing of its words, and nothing of what it tells of sources: it takes part as a source of its own,
 * under the name of its folder and the administration and terms that are declared for it.
 */
export function believer(name: string, remote: Remote): NonNullable<Line['believe']> {
  const operations = new LRUCache<string, Asked>({ max: KEPT });
  const { administration, licence, attribution = null } = remote;

  const askedIn = (body: string): Asked => {
    const { query }: { query: string } = JSON.parse(body); // The body is our own.
    const asked = operations.get(query) ?? askedBy(query);
    operations.set(query, asked);
    return asked;
  };

  /** An error of the call itself is ours already; of one that it sent, only what kind it is and where. */
  const errorOf = ({ reached }: SubgraphAnswer, { message, path, extensions }: SubgraphError, asked: Asked) => {
    if (!reached) return { message, extensions: { ...extensions, administration: administration.id } };
    const { code: given } = extensions;
    const code = typeof given === 'string' && Object.hasOwn(SAYS, given) ? (given as Said) : 'SUBGRAPH_UNAVAILABLE';
    return {
      message: `${SAYS[code]} ${name} domain ${ERRORS[code].says}.`,
      path: path && pathWithin(path, asked),
      extensions: { code, subgraph: name, administration: administration.id, retryable: ERRORS[code].retryable },
    };
  };

  const sourceOf = ({ data, errors }: SubgraphAnswer, asked: Asked): Data => {
    const codes = new Set(errors.map(({ extensions: { code } }) => code));
    return {
      dataset: name,
      administration: administration.id,
      licence: licence.id,
      attribution,
      state: codes.has('SUBGRAPH_INVALID') ? 'INVALID' : OUTAGES.some((code) => codes.has(code)) ? 'DOWN' : 'OK',
      servedFrom: data ? 'LIVE' : null,
      retrievedAt: data ? systemClock().toISOString() : null,
      paths: fieldsOf(asked),
    };
  };

  return (given, { body }) => {
    const asked = askedIn(body);
    let answer = given;
    try {
      if (answer.data) keepAsked(answer.data, asked);
    } catch (error) {
      answer = failure(name, 'SUBGRAPH_INVALID', error);
    }
    if (answer.reached && answer.errors.length > 0) {
      log.warn('a subgraph answered with errors', { subgraph: name, errors: answer.errors.length });
    }
    const errors = answer.errors.slice(0, MAX_ERRORS).map((error) => errorOf(answer, error, asked));
    return { ...answer, errors, extensions: { sources: [sourceOf({ ...answer, errors }, asked)] } };
  };
}

/** The fields that it was asked for: roots, or fields of entities. */
function fieldsOf(asked: Asked): string[][] {
  return [...asked].flatMap(([key, below]) =>
    key.startsWith('_e') ? [...(below?.keys() ?? [])].map((field) => [key, field]) : [[key]],
  );
}
