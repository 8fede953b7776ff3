import { closeConnections } from './connections.ts';
import { forgetAnswers, freshUntil as freshUntilOf, type Reading } from './door/answers.ts';
import { askKept, forgetFlights, givenUp, type Noted } from './door/flights.ts';
import { forgetGates, gateOf, NotAskedError, notAsked, within } from './door/gate.ts';
import { forgetHealth } from './door/health.ts';
import { openLedger, type SourceEntry } from './door/ledger.ts';
import { forgetQuotas } from './door/quota.ts';
import { closeShared } from './door/shared/using.ts';
import { type ErrorCode, SourceError } from './errors.ts';
import { noteRead } from './reads.ts';
import type { Source } from './source.ts';
import type { Clock } from './time.ts';
import { reportSourceRequest, type SourceRequest } from './trace.ts';
import type { WireRequest } from './transfer.ts';

export type { Reading };

/** The way out of a subgraph, opened for one request of a client. */
export interface Door {
  readonly now: Clock;
  readonly traceId: string;
  /** Names the call that it is opened for, in traces. */
  readonly spanId?: string;
  readonly subgraph: string;
  /** Milliseconds left of what one request of a client may take, however many questions it leads to. */
  readonly remaining: () => number;
  /** Until when everything that was read may be called fresh (milliseconds since 1970); infinite before anything was. */
  readonly freshUntil: () => number;
  /** The sources that took part so far, and how. */
  readonly sources: () => readonly SourceEntry[];
  /** Notes when something that was read had been observed. */
  readonly observed: (source: Source, at: Date | null) => void;
  /** Failures that left only a part of what was asked: nothing is null for them, so the answer has to name them. */
  readonly outages: Error[];
  /**
   * Asks an administration for JSON over HTTP and parses the answer.
   *
   * An answer is reused until its dataset's `freshFor` has passed, and given for `staleFor` longer while the
   * administration fails. Identical questions in flight are one.
   * @throws {SourceError} for everything that can go wrong on the way.
   */
  json<T>(source: Source, question: WireRequest, parse: (body: unknown) => T): Promise<Reading<T>>;
  /** The same for an answer in any other form, as {@link Door.json} keeps and shares it. */
  bytes<T>(source: Source, question: WireRequest, decode: (raw: Buffer) => T): Promise<Reading<T>>;
  /**
   * Asks in another protocol, through a client of its own: with the same gate, times and accounts, but not kept.
   * @param request What is asked, as traces show it: no host, no key.
   * @param ask Rejects with a {@link SourceError}.
   * @param isIdempotent Whether asking twice does no harm; a write is sent once, whatever becomes of it.
   */
  live<T>(
    source: Source,
    request: string,
    ask: (signal: AbortSignal) => Promise<T>,
    isIdempotent?: boolean,
  ): Promise<Reading<T>>;
}

/** Less than the gateway waits for a subgraph, so that a slow source costs its own fields and not its whole domain. */
const BUDGET_MS = 6_000;
/** What stays with a subgraph for its own work when its caller, or the platform, gives it less time (milliseconds). */
const MARGIN_MS = 250;

/** What is no failure of a source, but of ours. */
const FAULT: ErrorCode = 'INTERNAL_SERVER_ERROR';

const alsoClosed = new Set<() => void>();

/** Has {@link closeDoors} end what a connector keeps open by itself. */
export function closeWithDoors(close: () => void): void {
  alsoClosed.add(close);
}

/** Ends every connection and forgets everything learnt: for an orderly end of the process, and between tests. */
export async function closeDoors(): Promise<void> {
  for (const close of alsoClosed) close();
  for (const forget of [forgetAnswers, forgetFlights, forgetGates, forgetHealth, forgetQuotas]) forget();
  await closeShared();
  closeConnections();
}

/** What is known of the caller for whom the door is opened. */
export interface Visitor {
  /** Milliseconds that it waits for the subgraph, from its `x-deadline-ms` header. */
  readonly deadline?: string | undefined;
  /** Milliseconds that the process has; without an end by default. */
  readonly timeLeft?: number;
  /** Registers what is done when it goes before it has its answer. */
  readonly onGone?: ((leave: () => void) => void) | undefined;
  /** Under which the gateway counts what it asks. */
  readonly account?: string | undefined;
}

/** Opens the door for one request of a client. */
export function openDoor(opened: Pick<Door, 'now' | 'traceId' | 'spanId' | 'subgraph'>, visitor: Visitor = {}): Door {
  const { account, deadline, onGone, timeLeft = Number.POSITIVE_INFINITY } = visitor;
  const openedAt = performance.now();
  const told = /^\d{1,9}$/.test(deadline ?? '') ? Number(deadline) - MARGIN_MS : BUDGET_MS;
  const budget = Math.min(BUDGET_MS, told, timeLeft);
  const remaining = (): number => Math.max(0, budget - (performance.now() - openedAt));
  const gone = new Promise<void>((resolve) => onGone?.(resolve));
  const inTime = <T>(source: Source, asked: Promise<T>): Promise<T> =>
    Promise.race([
      withTimeout(source, remaining(), asked),
      gone.then(() => Promise.reject(notAsked(source, 'SOURCE_UNAVAILABLE', 1))),
    ]);
  const hung = new Set<string>();
  /** Nobody is asked for a caller who has no time left, and nobody waits twice for a source that hangs. */
  const hasTime = (source: Source): boolean => remaining() > 0 && !hung.has(source.id);
  const ledger = openLedger();
  let freshUntil = Number.POSITIVE_INFINITY;

  /** Writes down what became of a question, whatever became of it. */
  async function note<T>(
    source: Source,
    request: string,
    ask: (onJoined: () => void) => Promise<Noted<T>>,
  ): Promise<Reading<T>> {
    const startedAt = performance.now();
    let joined = false;
    noteRead(source.id);
    const report = (outcome: SourceRequest['outcome'], failure?: unknown) => {
      const error =
        failure === undefined ? null : failure instanceof SourceError ? String(failure.extensions.code) : FAULT;
      // A request that several wait for is one request of the administration's, however it ends.
      const isAsked = !joined && (error === null ? outcome === 'LIVE' : !(failure instanceof NotAskedError));
      reportSourceRequest(opened, { dataset: source.id, request, outcome, error, isAsked, startedAt });
    };
    try {
      const { reading, servedFrom, failure } = await ask(() => {
        joined = true;
      });
      freshUntil = Math.min(freshUntil, freshUntilOf(source, reading.retrievedAt));
      ledger.served(source, servedFrom, reading.retrievedAt, failure);
      if (failure?.extensions.code === 'SOURCE_TIMEOUT') hung.add(source.id);
      report(joined && servedFrom === 'LIVE' ? 'JOINED' : servedFrom, failure);
      return reading;
    } catch (error) {
      freshUntil = 0; // An answer that had to do without something is not kept.
      if (error instanceof SourceError) ledger.failed(source, error);
      if (error instanceof SourceError && error.extensions.code === 'SOURCE_TIMEOUT') hung.add(source.id);
      report(error instanceof NotAskedError ? 'NOT_ASKED' : 'FAILED', error);
      throw error;
    }
  }

  const bytes: Door['bytes'] = (source, request, decode) => {
    const { method = 'GET', url, isPersonal } = request;
    return note(source, `${method} ${url.pathname}${isPersonal ? '?…' : url.search}`, (onJoined) =>
      askKept({ source, request, decode, account }, opened.now, { inTime, hasTime, onJoined }),
    );
  };

  return {
    ...opened,
    remaining,
    freshUntil: () => freshUntil,
    sources: () => ledger.entries((source) => gateOf(source).standing(), opened.now()),
    observed: (source, at) => {
      ledger.observed(source, at);
      if (at) gateOf(source).observed(at, opened.now());
    },
    outages: [],
    bytes,
    json: (source, request, parse) => bytes(source, request, (raw) => parse(parseJson(source, raw))),
    live(source, request, ask, isIdempotent = true) {
      return note(source, request, async () => {
        if (!hasTime(source)) throw notAsked(source, 'SOURCE_TIMEOUT');
        const { signal, abort } = givenUp();
        const passing = { ask: () => ask(within(source, signal)), now: opened.now, signal, isIdempotent };
        const asked = gateOf(source).pass(passing);
        const value = await inTime(source, asked).finally(abort);
        return { reading: { value, retrievedAt: opened.now() }, servedFrom: 'LIVE' as const };
      });
    },
  };
}

/** Waits no longer than what is left of the client's time. */
async function withTimeout<T>(source: Source, ms: number, asked: Promise<T>): Promise<T> {
  const tooLate = Promise.withResolvers<never>();
  const timer = setTimeout(() => tooLate.reject(new SourceError('SOURCE_TIMEOUT', source)), ms);
  try {
    return await Promise.race([asked, tooLate.promise]);
  } finally {
    clearTimeout(timer);
  }
}

function parseJson(source: Source, raw: Buffer): unknown {
  try {
    return JSON.parse(raw.toString('utf8'));
  } catch (cause) {
    throw new SourceError('SOURCE_INVALID', source, { cause, field: 'body' });
  }
}
