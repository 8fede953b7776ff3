import type { Caller } from '../caller.ts';
import { ownSecret, read, readNumber, setting } from '../env.ts';
import { ERRORS, RequestError } from '../errors.ts';
import { closeWithDoors } from '../http.ts';
import { type Keys, readKeys } from '../keys.ts';
import { causeOf, log } from '../log.ts';
import type { Clock } from '../time.ts';
import { canonicalJson, type JsonObject } from './canonical.ts';
import { trailTable as TABLE } from './definition.ts';
import type { Outcome } from './records.ts';
import { requestHash } from './seal.ts';
import type { TrailTable } from './table.ts';
import { openWriter, type Writer } from './writer.ts';

/** Null: what the AWS SDK finds for the region. */
const ENDPOINT = setting('TRAIL_DYNAMODB_URL', null);
/** Milliseconds for one request to the table. */
const TIMEOUT = setting('TRAIL_TIMEOUT_MS', '1000');
const KEYS = ownSecret('TRAIL_KEYS');

/** A closed read or a write, as far as the trail tells of it. */
export interface Act {
  readonly caller: Pick<Caller, 'client' | 'administration'>;
  readonly kind: 'READ' | 'WRITE';
  /** Schema coordinates, such as `Citizen.address`. */
  readonly fields: readonly string[];
  /** Id of the dataset that is read, or written. */
  readonly dataset: string;
  /** Why, as the caller states it; a write belongs to no case. */
  readonly reason: {
    readonly purpose: string;
    readonly legalBasis: string;
    readonly caseReference: string | null;
  };
  /** What is asked for, ids and all; only a keyed hash of it is kept. */
  readonly request: JsonObject;
}

/** Where closed reads and writes leave their entries. */
export interface Trail {
  /**
   * Enters what is about to be done, does it, and enters what became of it: how many objects, never which. An error of
   * the caller's ({@link RequestError}) is entered as a refusal, every other one of a read as a failure; after one of a
   * change no outcome is entered, since it may have been made.
   * @throws {TrailError} before anything is done when it cannot be entered; and after it when the outcome cannot be:
   * nothing is given then, though a write is done.
   */
  recorded<T>(act: Act, work: () => Promise<T>, count: (result: T) => number): Promise<T>;
}

/** What must be entered in the trail cannot be. */
export class TrailError extends Error {
  override readonly name = 'TrailError';
  readonly extensions = { code: 'TRAIL_UNAVAILABLE', retryable: ERRORS.TRAIL_UNAVAILABLE.retryable } as const;

  constructor(cause: unknown) {
    super(`The trail ${ERRORS.TRAIL_UNAVAILABLE.says}.`, { cause });
  }
}

/** One after the other is entered; more than these would wait for longer than their callers do. */
const MOST_WAITING = 100;
let waiting = 0;

/** Opens the trail that the settings name. All that a process enters is one chain, until an entry is uncertain. */
export function openTrail({ now }: { readonly now: Clock }): Trail {
  const at = (): string => now().toISOString();
  return {
    async recorded({ caller, kind, fields, dataset, reason, request }, work, count) {
      checkTexts(reason, request);
      if (waiting >= MOST_WAITING) throw new TrailError(new Error('too many entries wait'));
      const { client, administration } = caller;
      const { purpose, legalBasis, caseReference } = reason;
      waiting += 1;
      const { writer, of } = await certain(async () => {
        const { writer, keys } = await writing(at());
        const why = { purpose, legalBasis, caseReference };
        const what = { kind, fields: [...fields], dataset, requestHash: requestHash(request, keys) };
        return {
          writer,
          of: await writer.append({ record: 'INTENT', at: at(), client, administration, ...what, ...why }),
        };
      }).finally(() => {
        waiting -= 1;
      });
      const enter = (outcome: Outcome['outcome'], number: number): Promise<number> =>
        certain(() => writer.append({ record: 'OUTCOME', at: at(), of, outcome, count: number }));
      let done: { readonly result: Awaited<ReturnType<typeof work>>; readonly number: number };
      try {
        const result = await work();
        done = { result, number: count(result) };
      } catch (error) {
        // Of a change that failed nobody knows whether it was made: its intent stands alone, and the audit says so.
        if (kind === 'WRITE' && !(error instanceof RequestError)) throw error;
        await enter(error instanceof RequestError ? 'REFUSED' : 'FAILED', 0);
        throw error;
      }
      await enter('DONE', done.number);
      return done.result;
    },
  };
}

/** Characters that each of the caller's own texts may have: an item of the table has its limit. */
const LONGEST = 500;

/** @throws {RequestError} BAD_USER_INPUT for texts that cannot be entered. */
function checkTexts(reason: Act['reason'], request: JsonObject): void {
  for (const [name, text] of Object.entries(reason)) {
    if (text === null || text.length <= LONGEST) continue;
    throw new RequestError('BAD_USER_INPUT', `"${name}" may have ${LONGEST} characters.`);
  }
  try {
    canonicalJson([{ ...reason }, request]);
  } catch {
    throw new RequestError('BAD_USER_INPUT', 'A text holds half of a surrogate pair, or a number is none of JSON.');
  }
}

async function certain<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    log.error('the trail cannot be written', { cause: causeOf(cause) });
    throw new TrailError(cause);
  }
}

interface Writing {
  readonly writer: Writer;
  readonly keys: Keys;
}
let table: { readonly address: string; readonly opened: Promise<TrailTable> } | null = null;
let current: Promise<Writing> | null = null;

/** The chain of this process, begun anew where there is none or it has ended. */
async function writing(at: string): Promise<Writing> {
  const opened = tableNow();
  const known = current;
  const open = await known?.catch(() => null);
  if (open && !open.writer.hasEnded()) return open;
  // Whoever comes first after it ended begins the next one; the others wait for that.
  if (current === known) current = begin(at, opened);
  return current ?? begin(at, opened);
}

async function begin(at: string, opened: Promise<TrailTable>): Promise<Writing> {
  const keys = readKeys(KEYS);
  return { keys, writer: await openWriter(at, await opened, keys) };
}

/** The table, loaded where it is used: the AWS SDK takes its time. */
function tableNow(): Promise<TrailTable> {
  const name = read(TABLE);
  if (name === null) throw new TypeError(`${TABLE.variable} is not set`);
  const [endpoint, timeout] = [read(ENDPOINT), readNumber(TIMEOUT)];
  const address = [name, endpoint, timeout].join(' ');
  if (table?.address === address) return table.opened;
  current = null; // A chain is in one table.
  table = { address, opened: import('./table.ts').then(({ openTable }) => openTable(name, endpoint, timeout)) };
  return table.opened;
}

closeWithDoors(() => {
  table?.opened.then((known) => known.close());
  table = null;
  current = null;
});
