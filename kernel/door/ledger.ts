import type { SourceError } from '../errors.ts';
import { isSuspect } from '../provenance.ts';
import { attributionOf, type Source } from '../source.ts';
import { NotAskedError } from './gate.ts';
import type { SourceState, Standing } from './standing.ts';
import { stateOf } from './standing.ts';

/** From where a reading came: asked now, kept and still fresh, or kept and older than the dataset promises. */
export type ServedFrom = 'LIVE' | 'CACHE' | 'STALE';

/** One source in `extensions.sources`: times as RFC 3339, `retryAfter` in seconds. */
export interface SourceEntry {
  readonly dataset: string;
  readonly administration: string;
  /** SPDX id of the licence where there is one. */
  readonly licence: string;
  /** The sentence to show with what was read: the publisher's own, else who it is, of what and under which licence. */
  readonly attribution: string;
  readonly state: SourceState;
  /** Null when nothing of it could be given. */
  readonly servedFrom: ServedFrom | null;
  readonly observedAt: string | null;
  readonly retrievedAt: string | null;
  readonly since: string | null;
  readonly retryAfter: number | null;
}

/** Writes down which sources took part in one request of a client, and how. */
export interface Ledger {
  /** `failure` is why a stale answer had to do. */
  readonly served: (source: Source, servedFrom: ServedFrom, retrievedAt: Date, failure?: SourceError) => void;
  readonly failed: (source: Source, error: SourceError) => void;
  /** When something that was read had been observed; the newest is told. */
  readonly observed: (source: Source, at: Date | null) => void;
  readonly entries: (standingOf: (source: Source) => Standing, now: Date) => readonly SourceEntry[];
}

interface Line {
  readonly source: Source;
  servedFrom: ServedFrom | null;
  retrievedAt: number | null;
  observedAt: number | null;
  failure: SourceError | null;
}

/** When several readings of a source differ, the one that promises least is told. */
const RANK: Readonly<Record<ServedFrom, number>> = { CACHE: 0, LIVE: 1, STALE: 2 };

export function openLedger(): Ledger {
  const lines = new Map<string, Line>();
  const lineOf = (source: Source): Line => {
    const line = lines.get(source.id) ?? {
      source,
      servedFrom: null,
      retrievedAt: null,
      observedAt: null,
      failure: null,
    };
    lines.set(source.id, line);
    return line;
  };
  return {
    served: (source, servedFrom, retrievedAt, failure) => {
      const line = lineOf(source);
      if (line.servedFrom === null || RANK[servedFrom] > RANK[line.servedFrom]) line.servedFrom = servedFrom;
      line.retrievedAt = Math.min(line.retrievedAt ?? Number.POSITIVE_INFINITY, retrievedAt.getTime());
      line.failure = failure ?? line.failure;
    },
    failed: (source, error) => {
      lineOf(source).failure = error;
    },
    observed: (source, at) => {
      const line = lineOf(source);
      if (at) line.observedAt = Math.max(line.observedAt ?? 0, at.getTime());
    },
    entries: (standingOf, now) => [...lines.values()].map((line) => entryOf(line, standingOf(line.source), now)),
  };
}

function entryOf({ source, failure, ...line }: Line, standing: Standing, now: Date): SourceEntry {
  const { state, since, closedUntil } = standing;
  const suspect = line.observedAt !== null && isSuspect(new Date(line.observedAt), now);
  // A refusal is no state of the source, but of this answer.
  const told = failure && (state === 'OK' || state === 'SLOW') ? stateOfAnswer(failure) : state;
  const wait = failure?.extensions.retryAfter ?? Math.ceil((closedUntil - now.getTime()) / 1000);
  return {
    dataset: source.id,
    administration: source.administration.id,
    licence: source.licence.id,
    attribution: attributionOf(source),
    state: suspect && !failure ? 'SUSPECT' : told,
    servedFrom: line.servedFrom,
    observedAt: timeOf(line.observedAt),
    retrievedAt: timeOf(line.retrievedAt),
    since: told === state ? timeOf(since) : now.toISOString(),
    retryAfter: typeof wait === 'number' && wait > 0 ? wait : null,
  };
}

/** A source that is well, but was not asked: we did not want to wait any longer for whoever asks it. */
function stateOfAnswer(failure: SourceError): SourceState {
  const isWaitedFor = failure instanceof NotAskedError && failure.extensions.code !== 'SOURCE_THROTTLED';
  return isWaitedFor ? 'SLOW' : stateOf(failure);
}

const timeOf = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());
