import type { WriteRequest } from '@aws-sdk/client-dynamodb';

/** Most items that `BatchWriteItem` takes. */
const BATCH = 25;
/** Batches on their way at once. */
const SIDE_BY_SIDE = 8;
/** How often a batch is sent again without any of it being taken, and the longest pause before (milliseconds). */
const ATTEMPTS = 12;
const FIRST_PAUSE = 50;
const LONGEST_PAUSE = 20_000;

export interface Writing {
  readonly write: (requests: readonly WriteRequest[]) => Promise<readonly WriteRequest[]>;
  /** Waits so many milliseconds, or until the signal says that there is no time left. */
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
  /** No batch is begun after it; those on their way are ended. */
  readonly signal: AbortSignal;
  /** Hears how many requests have been done, counted from the first without a gap. */
  readonly onDone: (count: number) => void;
}

/**
 * Sends requests in batches, several side by side.
 *
 * A busy table is given time: what it left undone, and a batch that it refused as too much, are sent again after pauses
 * that grow and are spread at random, so that batches that were refused together do not come back together.
 * @throws the table's own error for one that time does not mend, or that it has not mended; what was begun is ended.
 */
export async function writeAll(requests: Iterable<WriteRequest>, writing: Writing): Promise<void> {
  const batches = batchesOf(requests);
  const begun: { size: number; isDone: boolean }[] = [];
  let done = 0;
  let failed = false;
  async function work(): Promise<void> {
    while (!writing.signal.aborted && !failed) {
      const next = batches.next();
      if (next.done) return;
      const batch = { size: next.value.length, isDone: false };
      begun.push(batch);
      batch.isDone = await writeBatch(next.value, writing).catch((error: unknown) => {
        failed = true;
        throw error;
      });
      for (let first = begun[0]; first?.isDone; first = begun[0]) {
        done += first.size;
        begun.shift();
      }
      writing.onDone(done);
    }
  }
  const outcomes = await Promise.allSettled(Array.from({ length: SIDE_BY_SIDE }, work));
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
}

/** Whether all of it was written; not, when it was given up for the signal. */
async function writeBatch(batch: readonly WriteRequest[], { write, pause, signal }: Writing): Promise<boolean> {
  let left = batch;
  for (let attempt = 0; ; attempt++) {
    let failure: unknown = new Error('The table is too busy: it takes nothing more. Run again later to go on.');
    try {
      const undone = await write(left);
      if (undone.length === 0) return true;
      if (undone.length < left.length) attempt = 0;
      left = undone;
    } catch (error) {
      if (!isPassing(error)) throw error;
      failure = error;
    }
    if (attempt >= ATTEMPTS) throw failure;
    await pause(Math.random() * Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** attempt), signal);
    if (signal.aborted) return false;
  }
}

function* batchesOf(requests: Iterable<WriteRequest>): Generator<readonly WriteRequest[]> {
  let batch: WriteRequest[] = [];
  for (const request of requests) {
    batch.push(request);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

const TOO_MUCH = new Set([
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ThrottlingException',
  'TimeoutError',
]);
const CONNECTION = new Set(['ECONNRESET', 'ECONNREFUSED', 'EPIPE', 'ETIMEDOUT', 'EAI_AGAIN']);

/** Whether an error is one that time may mend: too much at once, a fault of the server's, a lost connection. */
function isPassing(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, $metadata } = error as Error & { code?: string; $metadata?: { httpStatusCode?: number } };
  return TOO_MUCH.has(error.name) || CONNECTION.has(code ?? '') || ($metadata?.httpStatusCode ?? 0) >= 500;
}
