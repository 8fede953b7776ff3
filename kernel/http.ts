import { LRUCache } from 'lru-cache';
import type { Source } from './source.ts';
import type { Clock } from './time.ts';
import { reportSourceRequest, type SourceRequest } from './trace.ts';
import { closeConnections, transfer, type WireRequest } from './transfer.ts';

/** What an administration answered, parsed, and when. */
export interface Reading<T> {
  readonly value: T;
  readonly retrievedAt: Date;
}

/** The way out of a subgraph over HTTP, opened for one request of a client. */
export interface Door {
  readonly now: Clock;
  readonly traceId: string;
  readonly subgraph: string;
  /** Milliseconds left of what one request of a client may take, however many questions it leads to. */
  readonly remaining: () => number;
  /** Until when everything that was read may be called fresh (milliseconds since 1970); infinite before anything was. */
  readonly freshUntil: () => number;
  /** Counts something read towards {@link Door.freshUntil}. */
  readonly noteReading: (source: Source, retrievedAt: Date) => void;
  /** Failures that left only a part of what was asked: nothing is null for them, so the answer has to name them. */
  readonly outages: Error[];
  /**
   * Asks an administration for JSON and parses the answer.
   *
   * An answer is reused until its dataset's `freshFor` has passed, and identical questions in flight become one.
   * @throws {SourceError} for everything that can go wrong on the way.
   */
  json<T>(source: Source, question: WireRequest, parse: (body: unknown) => T): Promise<Reading<T>>;
}

interface Kept {
  readonly reading: Reading<unknown>;
  readonly expires: number;
  readonly bytes: number;
}

/** Less than the gateway waits for a subgraph, so that a slow source costs its own fields and not its whole domain. */
const BUDGET_MS = 6_000;

const kept = new LRUCache<string, Kept>({ maxSize: 64 * 1024 * 1024, sizeCalculation: (entry) => entry.bytes });
const inFlight = new Map<string, Promise<Reading<unknown>>>();

const alsoClosed = new Set<() => void>();

/** Has {@link closeDoors} end what a connector keeps open by itself. */
export function closeWithDoors(close: () => void): void {
  alsoClosed.add(close);
}

/** Ends every connection and forgets every answer: for an orderly end of the process, and between tests. */
export async function closeDoors(): Promise<void> {
  for (const close of alsoClosed) close();
  kept.clear();
  inFlight.clear();
  await closeConnections();
}

/** What stays with a subgraph for its own work when its caller gives it less time (milliseconds). */
const MARGIN_MS = 250;

/**
 * Opens the door for one request of a client.
 * @param deadline Milliseconds that the caller waits for the subgraph, from its `x-deadline-ms` header.
 */
export function openDoor(opened: Pick<Door, 'now' | 'traceId' | 'subgraph'>, deadline?: string): Door {
  const openedAt = performance.now();
  const budget = /^\d{1,9}$/.test(deadline ?? '') ? Math.min(BUDGET_MS, Number(deadline) - MARGIN_MS) : BUDGET_MS;
  const remaining = (): number => Math.max(0, budget - (performance.now() - openedAt));
  let freshUntil = Number.POSITIVE_INFINITY;
  const noteReading = ({ freshFor }: Source, retrievedAt: Date): void => {
    freshUntil = Math.min(freshUntil, retrievedAt.getTime() + freshFor * 1000);
  };
  return {
    ...opened,
    remaining,
    freshUntil: () => freshUntil,
    noteReading,
    outages: [],
    async json<T>(source: Source, question: WireRequest, parse: (body: unknown) => T): Promise<Reading<T>> {
      const startedAt = performance.now();
      const key = `${source.id} ${question.method ?? 'GET'} ${question.url.href} ${JSON.stringify([question.headers, question.body])}`;
      const request = `${question.method ?? 'GET'} ${question.url.pathname}${question.url.search}`;
      const report = (outcome: SourceRequest['outcome']) =>
        reportSourceRequest(opened, { dataset: source.id, request, outcome, startedAt });

      // A key names one question, and a question is always parsed the same way: hence the type of what is kept.
      const known = kept.get(key);
      if (known && opened.now().getTime() < known.expires) {
        report('CACHE');
        noteReading(source, known.reading.retrievedAt);
        return known.reading as Reading<T>;
      }
      const joined = inFlight.get(key) as Promise<Reading<T>> | undefined;
      const asked = joined ?? askAndKeep(key, source, question, parse, { now: opened.now, remaining });
      try {
        const reading = await asked;
        noteReading(source, reading.retrievedAt);
        report(joined ? 'JOINED' : 'LIVE');
        return reading;
      } catch (error) {
        freshUntil = 0; // An answer that had to do without something is not kept.
        report('FAILED');
        throw error;
      }
    },
  };
}

function askAndKeep<T>(
  key: string,
  source: Source,
  question: WireRequest,
  parse: (body: unknown) => T,
  { now, remaining }: Pick<Door, 'now' | 'remaining'>,
): Promise<Reading<T>> {
  const asked = transfer(source, question, { now, remaining })
    .then(({ body, bytes }): Reading<T> => {
      const retrievedAt = now();
      const reading = { value: parse(body), retrievedAt };
      kept.set(key, { reading, expires: retrievedAt.getTime() + source.freshFor * 1000, bytes });
      return reading;
    })
    .finally(() => inFlight.delete(key));
  inFlight.set(key, asked);
  return asked;
}
